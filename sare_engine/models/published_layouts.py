"""How the published models of each family are prompted: chat templates in Jinja.

They write one turn of the user, with images before the text, and the answer, as the chat templates
on the hub do. They are used for folders that have no chat template, as those saved before 2025
often have none. Sources: the model cards, and transformers' conversion scripts
(`src/transformers/models/*/convert_*_to_hf.py`).
"""

from __future__ import annotations

_IMAGES_FIRST = (
    "{%% for part in message['content'] | selectattr('type', 'equalto', 'image') %%}"
    "{{ '%s' }}{%% endfor %%}"
)
_TEXTS = (
    "{%% for part in message['content'] | selectattr('type', 'equalto', 'text') %%}"
    "{{ %s }}{%% endfor %%}"
)
_IN_ORDER = (
    "{%% for part in message['content'] %%}{%% if part['type'] == 'image' %%}{{ '%s' }}"
    "{%% elif part['type'] == 'text' %%}{{ %s }}{%% endif %%}{%% endfor %%}"
)

_VICUNA_TURNS = (
    "{% for message in messages %}{{ message['role'].upper() + ': ' }}"
    + _IMAGES_FIRST % "<image>\\n"
    + _TEXTS % "part['text'] + ' '"
    + "{% endfor %}{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}"
)
VICUNA = _VICUNA_TURNS
"""llava-hf/llava-1.5-7b-hf."""
VICUNA_WITH_SYSTEM = (
    "{{ 'A chat between a curious human and an artificial intelligence assistant. The assistant "
    "gives helpful, detailed, and polite answers to the human\\'s questions. ' }}" + _VICUNA_TURNS
)
"""llava-hf/llava-v1.6-vicuna-7b-hf, as transformers' conversion of it was checked."""
MISTRAL = (
    "{% for message in messages %}{% if message['role'] == 'user' %}{{ '[INST] ' }}"
    + _IMAGES_FIRST % "<image>\\n"
    + _TEXTS % "part['text']"
    + "{{ ' [/INST]' }}{% else %}{{ ' ' }}"
    + _TEXTS % "part['text']"
    + "{{ '</s> ' }}{% endif %}{% endfor %}"
)
"""llava-hf/llava-v1.6-mistral-7b-hf."""
ONE_VISION = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + ' ' }}"
    + _IMAGES_FIRST % "<image>"
    + _TEXTS % "'\\n' + part['text']"
    + "{{ '<|im_end|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
"""llava-hf/llava-onevision-qwen2-7b-ov-hf."""
_QWEN_TURNS = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' }}"
    + _IN_ORDER % ("<|vision_start|><|image_pad|><|vision_end|>", "part['text']")
    + "{{ '<|im_end|>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
QWEN2_VL = "{{ '<|im_start|>system\\nYou are a helpful assistant.<|im_end|>\\n' }}" + _QWEN_TURNS
"""Qwen/Qwen2-VL-7B-Instruct and Qwen/Qwen2.5-VL-7B-Instruct."""
QWEN3_VL = _QWEN_TURNS
"""Qwen/Qwen3-VL-8B-Instruct."""
_IDEFICS_TURNS = (
    "{% for message in messages %}{{ message['role'] | capitalize }}"
    "{% if message['content'][0]['type'] == 'image' %}{{ ':' }}{% else %}{{ ': ' }}{% endif %}"
    + _IN_ORDER
    % ("<image>", "part['text']")
    + "{{ '<end_of_utterance>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}"
)
SMOLVLM = "{{ '<|im_start|>' }}" + _IDEFICS_TURNS
"""HuggingFaceTB/SmolVLM-Instruct and HuggingFaceTB/SmolVLM2-2.2B-Instruct."""
IDEFICS3 = "{{ '<|begin_of_text|>' }}" + _IDEFICS_TURNS
"""HuggingFaceM4/Idefics3-8B-Llama3."""
INTERNVL = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' }}"
    + _IN_ORDER % ("<IMG_CONTEXT>\\n", "part['text']")
    + "{{ '<|im_end|>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
"""OpenGVLab/InternVL3-8B-hf."""
GEMMA3 = (
    "{{ '<bos>' }}{% for message in messages %}"
    "{{ '<start_of_turn>' + ('model' if message['role'] == 'assistant' else message['role']) "
    "+ '\\n' }}"
    + _IN_ORDER
    % ("<start_of_image>", "part['text'] | trim")
    + "{{ '<end_of_turn>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}"
)
"""google/gemma-3-4b-it."""
PIXTRAL = (
    "{{ '<s>' }}{% for message in messages %}{% if message['role'] == 'user' %}{{ '[INST]' }}"
    + _IN_ORDER % ("[IMG]", "part['text']")
    + "{{ '[/INST]' }}{% else %}"
    + _TEXTS % "part['text']"
    + "{{ '</s>' }}{% endif %}{% endfor %}"
)
"""mistral-community/pixtral-12b."""
