<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About {0}</source>
        <translation>关于 {0}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>关闭此窗口</translation>
    </message>
    <message>
        <source>Copy the versions, for a bug report</source>
        <translation>复制版本信息，用于报告问题</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>Finds the objects a vision-language model describes that are not in the picture, erases them, and shows that they do not come back when the model is trained on. The method is SARE (arXiv 2601.16527) over EFUF&apos;s examples (arXiv 2402.09801).</source>
        <translation>找出视觉语言模型所描述、而图片中并不存在的物体，将其擦除，并证明模型继续训练后它们不会再次出现。所用方法为 SARE（arXiv 2601.16527），基于 EFUF 的样本（arXiv 2402.09801）。</translation>
    </message>
    <message>
        <source>Icon of {0}</source>
        <translation>{0} 的图标</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>版本 {0}</translation>
    </message>
</context>
<context>
    <name>Arrangement</name>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Reset all settings</source>
        <translation>重置所有设置</translation>
    </message>
    <message>
        <source>Restore every setting of the chosen preset.</source>
        <translation>将每项设置恢复为所选预设的值。</translation>
    </message>
</context>
<context>
    <name>AskPanel</name>
    <message>
        <source>(yes: {0})</source>
        <translation>（是：{0}）</translation>
    </message>
    <message>
        <source>A question about this image; press Enter to ask</source>
        <translation>关于此图像的问题；按回车键提问</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Ask about the image, for example: Is there a knife in the image?</source>
        <translation>就此图像提问，例如：Is there a knife in the image?</translation>
    </message>
    <message>
        <source>Ask the loaded model about this image</source>
        <translation>就此图像向已加载的模型提问</translation>
    </message>
    <message>
        <source>Ask the model</source>
        <translation>询问模型</translation>
    </message>
    <message>
        <source>Ask the model about this image</source>
        <translation>就此图像询问模型</translation>
    </message>
    <message>
        <source>Asking the model</source>
        <translation>正在询问模型</translation>
    </message>
    <message>
        <source>Question to the model</source>
        <translation>向模型提出的问题</translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation>问题与回答</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>The model is thinking …</source>
        <translation>模型正在思考…</translation>
    </message>
    <message>
        <source>Your questions about this image, and the answers</source>
        <translation>您就此图像提出的问题以及回答</translation>
    </message>
</context>
<context>
    <name>AttackTab</name>
    <message>
        <source>Attack {0}</source>
        <translation>攻击 {0}</translation>
    </message>
    <message>
        <source>Attack {0} models</source>
        <translation>攻击 {0} 个模型</translation>
    </message>
    <message>
        <source>Attacking {0} ({1})</source>
        <translation>正在攻击 {0}（{1}）</translation>
    </message>
    <message>
        <source>Check what to attack.</source>
        <translation>请勾选要攻击的对象。</translation>
    </message>
    <message>
        <source>Check what to attack; the model as it is on disk serves as the reference</source>
        <translation>勾选要攻击的对象；磁盘上的原模型作为参照</translation>
    </message>
    <message>
        <source>Fine-tune the checked models on captions with the hallucination</source>
        <translation>用含有幻觉的描述对勾选的模型进行微调</translation>
    </message>
    <message>
        <source>How often each attack is repeated, each time with other samples and order</source>
        <translation>每种攻击重复的次数，每次使用不同的样本和顺序</translation>
    </message>
    <message>
        <source>Runs to attack</source>
        <translation>要攻击的运行</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Start the attack</source>
        <translation>开始攻击</translation>
    </message>
    <message>
        <source>the base model</source>
        <translation>基础模型</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>忽略此消息</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Show or hide the technical details</source>
        <translation>显示或隐藏技术细节</translation>
    </message>
    <message>
        <source>Technical details, for a bug report</source>
        <translation>技术细节，用于报告问题</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
</context>
<context>
    <name>BatchBar</name>
    <message>
        <source>1 mention</source>
        <translation>1 处提及</translation>
    </message>
    <message>
        <source>All mentions</source>
        <translation>所有提及</translation>
    </message>
    <message>
        <source>Mentions of “{0}”</source>
        <translation>“{0}”的提及</translation>
    </message>
    <message>
        <source>Mentions to overrule in the selected images</source>
        <translation>所选图像中要改判的提及</translation>
    </message>
    <message>
        <source>None of these mentions has a verdict of yours.</source>
        <translation>这些提及都没有您的判定。</translation>
    </message>
    <message>
        <source>Whose mentions in the selected images are overruled</source>
        <translation>对所选图像中谁的提及改判</translation>
    </message>
    <message>
        <source>Your verdicts were removed from {0}; undo (Ctrl+Z) restores them.</source>
        <translation>已从{0}撤回您的判定；撤销（Ctrl+Z）可恢复。</translation>
    </message>
    <message>
        <source>{0} images selected</source>
        <translation>已选择 {0} 张图像</translation>
    </message>
    <message>
        <source>{0} mentions</source>
        <translation>{0} 处提及</translation>
    </message>
    <message>
        <source>{0}: {1}. Undo (Ctrl+Z) restores the verdicts.</source>
        <translation>{0}：{1}。撤销（Ctrl+Z）可恢复判定。</translation>
    </message>
</context>
<context>
    <name>Boxes</name>
    <message>
        <source>Annotation: {0}</source>
        <translation>标注：{0}</translation>
    </message>
    <message>
        <source>{0} ({1}): {2}</source>
        <translation>{0}（{1}）：{2}</translation>
    </message>
</context>
<context>
    <name>BrokenPage</name>
    <message>
        <source>Save a support bundle…</source>
        <translation>保存支持包…</translation>
    </message>
    <message>
        <source>Start the program again. If it happens again, save a support bundle.</source>
        <translation>请重新启动程序。如果再次发生，请保存支持包。</translation>
    </message>
</context>
<context>
    <name>CalibrationDialog</name>
    <message>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <source>AUC {0} (95 % interval {1} to {2})</source>
        <translation>AUC {0}（95 % 区间：{1} 至 {2}）</translation>
    </message>
    <message>
        <source>Absent objects accepted (above {1})</source>
        <translation>被误认可的不存在物体（高于 {1}）</translation>
    </message>
    <message>
        <source>Absent objects found (below {0})</source>
        <translation>被识别的不存在物体（低于 {0}）</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Calibrate thresholds</source>
        <translation>校准阈值</translation>
    </message>
    <message>
        <source>Fitted to</source>
        <translation>拟合数据</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>当前使用</translation>
    </message>
    <message>
        <source>Judge all mentions by the suggested thresholds; this can be undone</source>
        <translation>按建议的阈值判定所有提及；可以撤销</translation>
    </message>
    <message>
        <source>Present objects confirmed (above {1})</source>
        <translation>被确认的存在物体（高于 {1}）</translation>
    </message>
    <message>
        <source>Present objects rejected (below {0})</source>
        <translation>被误拒的存在物体（低于 {0}）</translation>
    </message>
    <message>
        <source>Separation by score</source>
        <translation>分数的区分度</translation>
    </message>
    <message>
        <source>Suggest thresholds, without applying them yet</source>
        <translation>给出建议的阈值，暂不应用</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>建议值</translation>
    </message>
    <message>
        <source>The two thresholds are fitted to the scores of mentioned objects that an annotation, or you, judged to be in the picture or not.</source>
        <translation>两个阈值根据所提及物体的分数拟合，这些物体是否在图片中已由标注或您本人判定。</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Use these thresholds</source>
        <translation>使用这些阈值</translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation>{0} 张图像</translation>
    </message>
    <message>
        <source>{0} present and {1} absent objects in {2}</source>
        <translation>{2}中有 {0} 个存在的物体和 {1} 个不存在的物体</translation>
    </message>
    <message>
        <source>{0}, now {1}</source>
        <translation>{0}，当前为 {1}</translation>
    </message>
</context>
<context>
    <name>CaptionSetEdits</name>
    <message>
        <source>Rename “{0}”</source>
        <translation>重命名“{0}”</translation>
    </message>
    <message>
        <source>Use “{0}” for erasure</source>
        <translation>将“{0}”用于擦除</translation>
    </message>
</context>
<context>
    <name>CaptionSetPicker</name>
    <message>
        <source>1 caption</source>
        <translation>1 条描述</translation>
    </message>
    <message>
        <source>Captions of</source>
        <translation>描述来自</translation>
    </message>
    <message>
        <source>Captions shown</source>
        <translation>显示的描述</translation>
    </message>
    <message>
        <source>Compare before and after …</source>
        <translation>前后对比…</translation>
    </message>
    <message>
        <source>Compare these captions with others, picture by picture</source>
        <translation>将这些描述与其他描述逐张图片比较</translation>
    </message>
    <message>
        <source>Erasure uses “{0}”</source>
        <translation>擦除使用“{0}”</translation>
    </message>
    <message>
        <source>Erasures start from other captions then.</source>
        <translation>之后的擦除将从其他描述出发。</translation>
    </message>
    <message>
        <source>Erasures start from the captions of this model</source>
        <translation>擦除从该模型的描述出发</translation>
    </message>
    <message>
        <source>Give these captions another name</source>
        <translation>为这些描述另取名称</translation>
    </message>
    <message>
        <source>Manage</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Manage the captions shown</source>
        <translation>管理所显示的描述</translation>
    </message>
    <message>
        <source>Name of these captions:</source>
        <translation>这些描述的名称：</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove captions</source>
        <translation>移除描述</translation>
    </message>
    <message>
        <source>Remove the captions “{0}”?</source>
        <translation>要移除描述“{0}”吗？</translation>
    </message>
    <message>
        <source>Remove these captions with their verdicts; the images stay</source>
        <translation>移除这些描述及其判定；图像保留</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Rename captions</source>
        <translation>重命名描述</translation>
    </message>
    <message>
        <source>Rename …</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Rename, compare or remove these captions, or use them for erasure</source>
        <translation>重命名、比较或移除这些描述，或将其用于擦除</translation>
    </message>
    <message>
        <source>The captions were removed.</source>
        <translation>描述已移除。</translation>
    </message>
    <message>
        <source>Use for erasure</source>
        <translation>用于擦除</translation>
    </message>
    <message>
        <source>Whose captions all pages show</source>
        <translation>所有页面显示谁的描述</translation>
    </message>
    <message>
        <source>{0} and the verdicts on them, yours included, are deleted. This cannot be undone. The images and the other captions stay.</source>
        <translation>{0}及其判定（包括您自己的判定）将被删除。此操作无法撤销。图像和其他描述保留。</translation>
    </message>
    <message>
        <source>{0} captions</source>
        <translation>{0} 条描述</translation>
    </message>
</context>
<context>
    <name>CaptionSets</name>
    <message>
        <source>1 caption</source>
        <translation>1 条描述</translation>
    </message>
    <message>
        <source>Adapter: {0}</source>
        <translation>适配器：{0}</translation>
    </message>
    <message>
        <source>Erased by the run {0}</source>
        <translation>由运行 {0} 擦除</translation>
    </message>
    <message>
        <source>Further prompts: {0}</source>
        <translation>附加提示词：{0}</translation>
    </message>
    <message>
        <source>Imported from a file</source>
        <translation>从文件导入</translation>
    </message>
    <message>
        <source>Imported from {0}</source>
        <translation>从 {0} 导入</translation>
    </message>
    <message>
        <source>Model: {0}</source>
        <translation>模型：{0}</translation>
    </message>
    <message>
        <source>Not confirmed as a model&apos;s own words</source>
        <translation>未确认为某个模型自己的输出</translation>
    </message>
    <message>
        <source>Prompt: {0}</source>
        <translation>提示词：{0}</translation>
    </message>
    <message>
        <source>Sampled after the first: temperature {0}, top-p {1}, seed {2}</source>
        <translation>首条之后为采样：温度 {0}，top-p {1}，随机种子 {2}</translation>
    </message>
    <message>
        <source>Written by the server {0}</source>
        <translation>由服务器 {0} 生成</translation>
    </message>
    <message>
        <source>used for erasure</source>
        <translation>用于擦除</translation>
    </message>
    <message>
        <source>{0} captions</source>
        <translation>{0} 条描述</translation>
    </message>
</context>
<context>
    <name>CaptionView</name>
    <message>
        <source>Caption with its mentions</source>
        <translation>描述及其中的提及</translation>
    </message>
    <message>
        <source>No caption yet.</source>
        <translation>尚无描述。</translation>
    </message>
</context>
<context>
    <name>CaptionsDialog</name>
    <message>
        <source>&amp;Prompt that the model was given</source>
        <translation>给模型的提示词(&amp;P)</translation>
    </message>
    <message>
        <source>Are these the loaded model&apos;s words?</source>
        <translation>这些是已加载模型的输出吗？</translation>
    </message>
    <message>
        <source>As in the file, otherwise “{0}”</source>
        <translation>按文件中所写，否则为“{0}”</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>If {0} wrote the captions in {1}, it checks each of them, and what they hallucinate can be erased. Captions of another model can be measured, but not erased.</source>
        <translation>如果 {1} 中的描述由 {0} 生成，它会逐条检查，其中的幻觉便可以擦除。其他模型的描述可以测量，但不能擦除。</translation>
    </message>
    <message>
        <source>Import captions</source>
        <translation>导入描述</translation>
    </message>
    <message>
        <source>Import nothing</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Import the captions that the loaded model confirms as its own</source>
        <translation>导入已加载模型确认为自己输出的描述</translation>
    </message>
    <message>
        <source>Import them as the captions of another model</source>
        <translation>作为另一个模型的描述导入</translation>
    </message>
    <message>
        <source>No: import without a check</source>
        <translation>否：不经检查直接导入</translation>
    </message>
    <message>
        <source>Only for the check: with another prompt, the model has other words</source>
        <translation>仅用于检查：提示词不同，模型的输出也不同</translation>
    </message>
    <message>
        <source>Prompt that the model was given</source>
        <translation>给模型的提示词</translation>
    </message>
    <message>
        <source>Yes: check and use them</source>
        <translation>是：检查并使用</translation>
    </message>
</context>
<context>
    <name>ChangeFilterRow</name>
    <message>
        <source>A hallucinated object is mentioned that was not mentioned before</source>
        <translation>提到了之前未提到的幻觉物体</translation>
    </message>
    <message>
        <source>A hallucinated object is not mentioned any more, in a caption that is whole</source>
        <translation>完整的描述中不再提到某个幻觉物体</translation>
    </message>
    <message>
        <source>A hallucinated object is still mentioned</source>
        <translation>仍然提到某个幻觉物体</translation>
    </message>
    <message>
        <source>An object in the picture is not mentioned any more</source>
        <translation>不再提到图片中的某个物体</translation>
    </message>
    <message>
        <source>Every picture whose captions changed</source>
        <translation>描述有变化的所有图片</translation>
    </message>
    <message>
        <source>Search names and captions</source>
        <translation>搜索名称和描述</translation>
    </message>
    <message>
        <source>The caption after is empty or repeats itself</source>
        <translation>之后的描述为空或自我重复</translation>
    </message>
    <message>
        <source>Words that the file name or a caption must contain</source>
        <translation>文件名或描述必须包含的词语</translation>
    </message>
    <message>
        <source>all changes</source>
        <translation>所有变化</translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message>
        <source>Pictures whose captions changed</source>
        <translation>描述有变化的图片</translation>
    </message>
</context>
<context>
    <name>ChangesPage</name>
    <message>
        <source>1 more has captions of one set only</source>
        <translation>另有 1 张只有其中一组描述</translation>
    </message>
    <message>
        <source>1 picture compared</source>
        <translation>已比较 1 张图片</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>前后对比</translation>
    </message>
    <message>
        <source>Comparing the captions …</source>
        <translation>正在比较描述…</translation>
    </message>
    <message>
        <source>Every model that you test keeps its own captions. Load another model, such as an erased one, test the same images, and see here what changed in each caption.</source>
        <translation>您测试的每个模型都保留自己的描述。加载另一个模型（例如擦除后的模型），测试相同的图像，即可在此查看每条描述的变化。</translation>
    </message>
    <message>
        <source>Exchange before and after</source>
        <translation>交换前后</translation>
    </message>
    <message>
        <source>Go to Erase</source>
        <translation>前往“擦除”</translation>
    </message>
    <message>
        <source>Go to Images</source>
        <translation>前往“图像”</translation>
    </message>
    <message>
        <source>It was not tested on the images of this project.</source>
        <translation>它没有在本项目的图像上测试过。</translation>
    </message>
    <message>
        <source>Load the erased model on the Erase page, then test the images.</source>
        <translation>在“擦除”页加载擦除后的模型，然后测试图像。</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一张图片</translation>
    </message>
    <message>
        <source>No caption changed in this way, or none contains the words.</source>
        <translation>没有描述发生这种变化，或者没有描述包含这些词语。</translation>
    </message>
    <message>
        <source>No picture matches</source>
        <translation>没有匹配的图片</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>还没有可比较的内容</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>上一张图片</translation>
    </message>
    <message>
        <source>Save as HTML …</source>
        <translation>另存为 HTML…</translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation>保存比较结果</translation>
    </message>
    <message>
        <source>Save the comparison as HTML …</source>
        <translation>将比较结果保存为 HTML…</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>Search names and captions</source>
        <translation>搜索名称和描述</translation>
    </message>
    <message>
        <source>Show all changes</source>
        <translation>显示所有变化</translation>
    </message>
    <message>
        <source>Show the picture on the Images page</source>
        <translation>在“图像”页显示该图片</translation>
    </message>
    <message>
        <source>The captions that are compared belong to a project.</source>
        <translation>所比较的描述属于某个项目。</translation>
    </message>
    <message>
        <source>The model of {0} has no captions yet.</source>
        <translation>{0} 的模型还没有描述。</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Write the comparison to a single file that opens in any browser</source>
        <translation>将比较结果写入单个文件，可用任何浏览器打开</translation>
    </message>
    <message>
        <source>Writing {0} …</source>
        <translation>正在写入 {0}…</translation>
    </message>
    <message>
        <source>{0} more have captions of one set only</source>
        <translation>另有 {0} 张只有其中一组描述</translation>
    </message>
    <message>
        <source>{0} pictures compared</source>
        <translation>已比较 {0} 张图片</translation>
    </message>
</context>
<context>
    <name>CheckingDialog</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>1 concept</source>
        <translation>1 个概念</translation>
    </message>
    <message>
        <source>A concept that is hallucinated less often is not checked</source>
        <translation>幻觉率更低的概念不会勾选</translation>
    </message>
    <message>
        <source>Above a rate</source>
        <translation>高于某幻觉率</translation>
    </message>
    <message>
        <source>All of them are checked already.</source>
        <translation>它们都已勾选。</translation>
    </message>
    <message>
        <source>Brought by a trigger</source>
        <translation>由诱因带来</translation>
    </message>
    <message>
        <source>Check 1 concept</source>
        <translation>勾选 1 个概念</translation>
    </message>
    <message>
        <source>Check all concepts from {0} %</source>
        <translation>勾选幻觉率不低于 {0} % 的所有概念</translation>
    </message>
    <message>
        <source>Check several concepts</source>
        <translation>勾选多个概念</translation>
    </message>
    <message>
        <source>Check the concepts beside {0}</source>
        <translation>勾选 {0} 旁的概念</translation>
    </message>
    <message>
        <source>Check the concepts that the selected triggers bring</source>
        <translation>勾选所选诱因带来的概念</translation>
    </message>
    <message>
        <source>Check the concepts with at least this rate</source>
        <translation>勾选幻觉率不低于此值的概念</translation>
    </message>
    <message>
        <source>Check {0} concepts</source>
        <translation>勾选 {0} 个概念</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close without checking more concepts</source>
        <translation>关闭，不再勾选更多概念</translation>
    </message>
    <message>
        <source>Fewest hallucinated mentions</source>
        <translation>最少幻觉提及数</translation>
    </message>
    <message>
        <source>Hallucinated beside it</source>
        <translation>在其旁被幻觉</translation>
    </message>
    <message>
        <source>Hallucinated mentions, at least</source>
        <translation>幻觉提及，至少</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>In the picture</source>
        <translation>图片中</translation>
    </message>
    <message>
        <source>Least rate of hallucination</source>
        <translation>最低幻觉率</translation>
    </message>
    <message>
        <source>Least share of a concept&apos;s mentions that are hallucinated</source>
        <translation>概念的提及中幻觉所占的最小比例</translation>
    </message>
    <message>
        <source>No concept is hallucinated that often.</source>
        <translation>没有概念如此频繁地被幻觉。</translation>
    </message>
    <message>
        <source>Of all {0} in the table.</source>
        <translation>在表格的全部 {0} 个中。</translation>
    </message>
    <message>
        <source>Of the {0} that the search finds.</source>
        <translation>在搜索找到的 {0} 个中。</translation>
    </message>
    <message>
        <source>Select one or more triggers</source>
        <translation>选择一个或多个诱因</translation>
    </message>
    <message>
        <source>Share of mentions, at least</source>
        <translation>提及比例，至少</translation>
    </message>
    <message>
        <source>Show in the glossary what a trigger is</source>
        <translation>在术语表中查看什么是诱因</translation>
    </message>
    <message>
        <source>Triggers and the concepts that they bring</source>
        <translation>诱因及其带来的概念</translation>
    </message>
    <message>
        <source>What is a trigger?</source>
        <translation>什么是诱因？</translation>
    </message>
    <message>
        <source>{0} concepts</source>
        <translation>{0} 个概念</translation>
    </message>
</context>
<context>
    <name>ChoiceCard</name>
    <message>
        <source>Change the choice</source>
        <translation>更改选择</translation>
    </message>
    <message>
        <source>Counting examples…</source>
        <translation>正在统计样本…</translation>
    </message>
    <message>
        <source>Examples from the captions “{0}”</source>
        <translation>样本来自描述“{0}”</translation>
    </message>
    <message>
        <source>Go to Images</source>
        <translation>前往“图像”</translation>
    </message>
    <message>
        <source>Go to the concepts</source>
        <translation>前往概念</translation>
    </message>
    <message>
        <source>No concept is chosen.</source>
        <translation>尚未选择概念。</translation>
    </message>
    <message>
        <source>Show in the glossary what D_neg, D_pos and D_sent are</source>
        <translation>在术语表中查看 D_neg、D_pos 和 D_sent 的含义</translation>
    </message>
    <message>
        <source>Test the images with the model there</source>
        <translation>用该处的模型测试图像</translation>
    </message>
    <message>
        <source>The captions “{0}” were imported, and it is not known which model wrote them. An erasure trains a model on its own captions. Load the model, then import them again as its own, or test the images with it.</source>
        <translation>描述“{0}”是导入的，不知道由哪个模型生成。擦除要用模型自己的描述来训练它。请加载该模型，然后将描述作为它自己的输出重新导入，或用它测试图像。</translation>
    </message>
    <message>
        <source>The captions “{0}” were written by a server, and no model on this computer has confirmed them as its own. An erasure trains a model on its own captions. Load the model, then test the images with the same server: captions that are there are not asked for again.</source>
        <translation>描述“{0}”由服务器生成，本机没有模型确认其为自己的输出。擦除要用模型自己的描述来训练它。请加载该模型，然后用同一服务器测试图像：已有的描述不会再次请求。</translation>
    </message>
    <message>
        <source>What are these?</source>
        <translation>这些是什么？</translation>
    </message>
    <message>
        <source>What is erased</source>
        <translation>擦除的内容</translation>
    </message>
    <message>
        <source>{0} hallucinated (D_neg), {1} grounded (D_pos), {2} whole captions (D_sent)</source>
        <translation>{0} 处幻觉（D_neg），{1} 处属实（D_pos），{2} 条完整描述（D_sent）</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
</context>
<context>
    <name>ChoiceFoot</name>
    <message>
        <source>1 concept checked</source>
        <translation>已勾选 1 个概念</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <source>1 whole caption</source>
        <translation>1 条完整描述</translation>
    </message>
    <message>
        <source>An erasure makes D_neg less likely and keeps D_pos; D_sent keeps the language fluent.</source>
        <translation>擦除降低 D_neg 的可能性并保留 D_pos；D_sent 使语言保持流畅。</translation>
    </message>
    <message>
        <source>Go on to erase</source>
        <translation>继续擦除</translation>
    </message>
    <message>
        <source>Go on to erase the checked concepts (Ctrl+Enter)</source>
        <translation>继续擦除勾选的概念（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Next: erase</source>
        <translation>下一步：擦除</translation>
    </message>
    <message>
        <source>Show in the glossary what D_neg, D_pos and D_sent are</source>
        <translation>在术语表中查看 D_neg、D_pos 和 D_sent 的含义</translation>
    </message>
    <message>
        <source>What are D_neg, D_pos and D_sent?</source>
        <translation>D_neg、D_pos 和 D_sent 是什么？</translation>
    </message>
    <message>
        <source>What are these?</source>
        <translation>这些是什么？</translation>
    </message>
    <message>
        <source>{0} whole captions</source>
        <translation>{0} 条完整描述</translation>
    </message>
    <message>
        <source>{0}:  {1} hallucinated (D_neg)  ·  {2} grounded (D_pos)  ·  {3} (D_sent) from {4}</source>
        <translation>{0}：{1} 处幻觉（D_neg）  ·  {2} 处属实（D_pos）  ·  {3}（D_sent），来自 {4}</translation>
    </message>
    <message>
        <source>{0} concepts checked</source>
        <translation>已勾选 {0} 个概念</translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation>{0} 张图像</translation>
    </message>
</context>
<context>
    <name>ChoicesEditor</name>
    <message>
        <source>Please check at least one.</source>
        <translation>请至少勾选一项。</translation>
    </message>
</context>
<context>
    <name>CloseDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Hide the window in the notification area; start the program to see it</source>
        <translation>将窗口隐藏到通知区域；再次启动程序即可看到</translation>
    </message>
    <message>
        <source>Keep a checkpoint and stop</source>
        <translation>保存检查点并停止</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Keeping it running hides the window in the notification area, which notifies you when it has ended. Starting the program again brings the window back.</source>
        <translation>继续运行会将窗口隐藏到通知区域，结束时会通知您。再次启动程序即可恢复窗口。</translation>
    </message>
    <message>
        <source>Minimise the window; the program ends with the job</source>
        <translation>最小化窗口；程序随任务一同结束</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Stopping keeps what is done so far.</source>
        <translation>停止会保留目前已完成的内容。</translation>
    </message>
    <message>
        <source>Stopping writes a checkpoint; the run can continue from it later.</source>
        <translation>停止会写入检查点；之后可以从该处继续运行。</translation>
    </message>
    <message>
        <source>The job that waits in the queue stays there if you stop.</source>
        <translation>如果停止，队列中等待的任务会保留。</translation>
    </message>
    <message>
        <source>The window stays</source>
        <translation>窗口保持打开</translation>
    </message>
    <message>
        <source>The {0} jobs that wait in the queue stay there if you stop.</source>
        <translation>如果停止，队列中等待的 {0} 个任务会保留。</translation>
    </message>
    <message>
        <source>This desktop has no notification area: keeping it running minimises the window, which closes when the job has ended.</source>
        <translation>此桌面没有通知区域：继续运行会最小化窗口，任务结束后窗口关闭。</translation>
    </message>
    <message>
        <source>“{0}” is still running</source>
        <translation>“{0}”仍在运行</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Closing when the job has stopped…</source>
        <translation>任务停止后关闭…</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands found</source>
        <translation>找到的命令</translation>
    </message>
    <message>
        <source>Enter or a click runs the command</source>
        <translation>按回车键或单击以运行命令</translation>
    </message>
    <message>
        <source>No command has these letters.</source>
        <translation>没有命令包含这些字母。</translation>
    </message>
    <message>
        <source>Search for a command</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>Type a few letters of a command</source>
        <translation>输入命令的几个字母</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation>任务(&amp;J)</translation>
    </message>
    <message>
        <source>&amp;Steps</source>
        <translation>步骤(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
</context>
<context>
    <name>CompareTab</name>
    <message>
        <source>Choose concepts first.</source>
        <translation>请先选择概念。</translation>
    </message>
    <message>
        <source>Compare the methods</source>
        <translation>比较方法</translation>
    </message>
    <message>
        <source>Compare {0} and {1}</source>
        <translation>比较 {0} 与 {1}</translation>
    </message>
    <message>
        <source>Compare {0} methods</source>
        <translation>比较 {0} 种方法</translation>
    </message>
    <message>
        <source>Comparing the base model, {0}</source>
        <translation>正在比较基础模型、{0}</translation>
    </message>
    <message>
        <source>Erase with each method and attack each; finished runs are kept</source>
        <translation>用每种方法擦除并攻击；已完成的运行保留</translation>
    </message>
    <message>
        <source>Every method erases and is attacked in the same way, once for each seed. A stopped comparison continues where it was.</source>
        <translation>每种方法都以相同方式擦除和攻击，每个随机种子各一次。停止的比较会从中断处继续。</translation>
    </message>
</context>
<context>
    <name>ComputeRow</name>
    <message>
        <source>Compute on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Where the loaded model is. Unload it to choose another device.</source>
        <translation>已加载模型所在的位置。要选择其他设备，请先卸载它。</translation>
    </message>
    <message>
        <source>Where to compute</source>
        <translation>在哪里计算</translation>
    </message>
</context>
<context>
    <name>ConceptTable</name>
    <message>
        <source>Concepts</source>
        <translation>概念</translation>
    </message>
</context>
<context>
    <name>ConceptsModel</name>
    <message>
        <source>Checked concepts are erased in the next step</source>
        <translation>勾选的概念将在下一步擦除</translation>
    </message>
    <message>
        <source>Concept</source>
        <translation>概念</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Erase the hallucination of “{0}” (space)</source>
        <translation>擦除“{0}”的幻觉（空格键）</translation>
    </message>
    <message>
        <source>Hallucinated</source>
        <translation>幻觉</translation>
    </message>
    <message>
        <source>Hallucinated mentions out of all; a full bar is 100 %</source>
        <translation>幻觉提及占全部提及的比例；满条为 100 %</translation>
    </message>
    <message>
        <source>How often captions claim it</source>
        <translation>描述中声称其存在的次数</translation>
    </message>
    <message>
        <source>How often it is not in the picture</source>
        <translation>其中不在图片中的次数</translation>
    </message>
    <message>
        <source>How often no source could judge it</source>
        <translation>没有来源能够判定的次数</translation>
    </message>
    <message>
        <source>How strong the evidence is: share judged, and by whom</source>
        <translation>证据的强度：已判定的比例，以及由谁判定</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Images whose captions claim it</source>
        <translation>描述中声称其存在的图像</translation>
    </message>
    <message>
        <source>It is never hallucinated, so there is nothing to erase.</source>
        <translation>它从未被幻觉出来，因此无需擦除。</translation>
    </message>
    <message>
        <source>Judged by</source>
        <translation>判定来源</translation>
    </message>
    <message>
        <source>Judged: {0} of {1}. By {2}. Unsure: {3}.</source>
        <translation>已判定：{0}/{1}。由 {2} 判定。不确定：{3}。</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>提及</translation>
    </message>
    <message>
        <source>None of its mentions was judged.</source>
        <translation>它的提及均未判定。</translation>
    </message>
    <message>
        <source>Object that captions mention</source>
        <translation>描述中提到的物体</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>幻觉率</translation>
    </message>
    <message>
        <source>Seen with</source>
        <translation>共现物体</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>What is in the picture when it is hallucinated: the likely trigger, with images and how many times likelier it makes the hallucination (lift)</source>
        <translation>出现幻觉时图片中有什么：可能的诱因、图像数，以及它使幻觉发生的可能性提高多少倍（提升度）</translation>
    </message>
    <message>
        <source>hallucinated in {0} of {1} images that name it</source>
        <translation>在提到它的 {1} 张图像中，有 {0} 张为幻觉</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>{0}, kept</source>
        <translation>{0}，保留</translation>
    </message>
    <message>
        <source>{0}, to be erased</source>
        <translation>{0}，将被擦除</translation>
    </message>
</context>
<context>
    <name>ConceptsPage</name>
    <message>
        <source>Calibrate thresholds from annotations …</source>
        <translation>根据标注校准阈值…</translation>
    </message>
    <message>
        <source>Check all above a rate …</source>
        <translation>勾选高于某幻觉率的概念…</translation>
    </message>
    <message>
        <source>Check all that a trigger brings …</source>
        <translation>勾选某诱因带来的所有概念…</translation>
    </message>
    <message>
        <source>Erase this concept, or keep it</source>
        <translation>擦除或保留此概念</translation>
    </message>
    <message>
        <source>Go on to erase</source>
        <translation>继续擦除</translation>
    </message>
    <message>
        <source>Go to Images</source>
        <translation>前往“图像”</translation>
    </message>
    <message>
        <source>Keep all concepts</source>
        <translation>保留所有概念</translation>
    </message>
    <message>
        <source>Merge concept into …</source>
        <translation>将概念合并到…</translation>
    </message>
    <message>
        <source>No concepts yet</source>
        <translation>尚无概念</translation>
    </message>
    <message>
        <source>Once images are tested, every object the model mentions is listed here, with how often it was not in the picture.</source>
        <translation>测试图像后，模型提到的每个物体都会列在这里，并显示它有多少次不在图片中。</translation>
    </message>
    <message>
        <source>Open the image of the phrase</source>
        <translation>打开该短语所在的图像</translation>
    </message>
    <message>
        <source>Overrule selected mentions: grounded</source>
        <translation>改判所选提及：属实</translation>
    </message>
    <message>
        <source>Overrule selected mentions: hallucinated</source>
        <translation>改判所选提及：幻觉</translation>
    </message>
    <message>
        <source>Overrule selected mentions: unsure</source>
        <translation>改判所选提及：不确定</translation>
    </message>
    <message>
        <source>Reading the concepts …</source>
        <translation>正在读取概念…</translation>
    </message>
    <message>
        <source>Search concepts</source>
        <translation>搜索概念</translation>
    </message>
    <message>
        <source>The objects that a model mentions belong to a project of images.</source>
        <translation>模型提到的物体属于一个图像项目。</translation>
    </message>
    <message>
        <source>Undo a merge …</source>
        <translation>撤销合并…</translation>
    </message>
    <message>
        <source>Withdraw my verdicts on selected mentions</source>
        <translation>撤回我对所选提及的判定</translation>
    </message>
</context>
<context>
    <name>ConfigForm</name>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>must be given.</source>
        <translation>必须填写。</translation>
    </message>
</context>
<context>
    <name>DocumentsDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the documents</source>
        <translation>关闭文档</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>The documents are missing from this installation.</source>
        <translation>此安装中缺少文档。</translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>Choose a folder and download; a stopped download continues where it was.</source>
        <translation>选择文件夹并下载；停止的下载会从中断处继续。</translation>
    </message>
    <message>
        <source>Copy the download command</source>
        <translation>复制下载命令</translation>
    </message>
    <message>
        <source>Downloading {name}</source>
        <translation>正在下载 {name}</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>下载…</translation>
    </message>
    <message>
        <source>Put the command on the clipboard, to run it in a terminal.</source>
        <translation>将命令放到剪贴板，以便在终端中运行。</translation>
    </message>
    <message>
        <source>The download command was copied.</source>
        <translation>下载命令已复制。</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Inspect the model {0}</source>
        <translation>查看模型 {0}</translation>
    </message>
    <message>
        <source>Open the project {0}</source>
        <translation>打开项目 {0}</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>打开 {0}</translation>
    </message>
</context>
<context>
    <name>EditMenu</name>
    <message>
        <source>&amp;Find a command…</source>
        <translation>查找命令(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Redo the last undone edit</source>
        <translation>重做上次撤销的编辑</translation>
    </message>
    <message>
        <source>Redone: {0}</source>
        <translation>已重做：{0}</translation>
    </message>
    <message>
        <source>Search all commands</source>
        <translation>搜索所有命令</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>撤销上次编辑</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>已撤销：{0}</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>Choice of {0}</source>
        <translation>{0} 的选择</translation>
    </message>
    <message>
        <source>Choose the mention in the new caption.</source>
        <translation>请在新的描述中选择该提及。</translation>
    </message>
    <message>
        <source>Combine evidence by: {0}</source>
        <translation>证据组合方式：{0}</translation>
    </message>
    <message>
        <source>Count “{0}” as “{1}”</source>
        <translation>将“{0}”计为“{1}”</translation>
    </message>
    <message>
        <source>Count “{0}” separately</source>
        <translation>单独统计“{0}”</translation>
    </message>
    <message>
        <source>Erase {0}</source>
        <translation>擦除 {0}</translation>
    </message>
    <message>
        <source>Keep {0}</source>
        <translation>保留 {0}</translation>
    </message>
    <message>
        <source>Remove 1 image</source>
        <translation>移除 1 张图像</translation>
    </message>
    <message>
        <source>Remove my verdict on {0}</source>
        <translation>撤回我对 {0} 的判定</translation>
    </message>
    <message>
        <source>Remove {0} images</source>
        <translation>移除 {0} 张图像</translation>
    </message>
    <message>
        <source>The edit could not be made.</source>
        <translation>无法进行此编辑。</translation>
    </message>
    <message>
        <source>The image was captioned again, and the mention no longer exists.</source>
        <translation>该图像已重新生成描述，这处提及不再存在。</translation>
    </message>
    <message>
        <source>{0} are {1}</source>
        <translation>{0}判为{1}</translation>
    </message>
    <message>
        <source>{0} is {1}</source>
        <translation>{0} 判为{1}</translation>
    </message>
    <message>
        <source>{0} mentions</source>
        <translation>{0} 处提及</translation>
    </message>
    <message>
        <source>{0} mentions of {1}</source>
        <translation>{1} 的 {0} 处提及</translation>
    </message>
</context>
<context>
    <name>EffectsPage</name>
    <message>
        <source>After an erasure, every figure of the model before and after it stands here side by side, with what became worse first.</source>
        <translation>擦除之后，模型前后的每项数值并排列在这里，变差最多的排在最前。</translation>
    </message>
    <message>
        <source>Comparing the figures …</source>
        <translation>正在比较数值…</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy the command line that prints these figures</source>
        <translation>复制输出这些数值的命令行</translation>
    </message>
    <message>
        <source>Copy the command that compares the figures</source>
        <translation>复制比较这些数值的命令</translation>
    </message>
    <message>
        <source>Did it get worse at anything else?</source>
        <translation>其他方面是否变差？</translation>
    </message>
    <message>
        <source>Erasure</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Go to Erase</source>
        <translation>前往“擦除”</translation>
    </message>
    <message>
        <source>Nothing is erased yet</source>
        <translation>尚未擦除任何内容</translation>
    </message>
    <message>
        <source>Save as CSV …</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>保存数值</translation>
    </message>
    <message>
        <source>Save the figures as CSV …</source>
        <translation>将数值保存为 CSV…</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已保存为 {0}</translation>
    </message>
    <message>
        <source>Side effects</source>
        <translation>副作用</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>The erasure that is compared with the model before it</source>
        <translation>与擦除前的模型相比较的擦除</translation>
    </message>
    <message>
        <source>The figures that are compared belong to a project.</source>
        <translation>所比较的数值属于某个项目。</translation>
    </message>
    <message>
        <source>Write the figures with their intervals to a table</source>
        <translation>将数值及其区间写入表格</translation>
    </message>
</context>
<context>
    <name>EffectsTable</name>
    <message>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>After minus before, with the 95 % interval; of shares in percentage points</source>
        <translation>之后减去之前，附 95 % 区间；比例以百分点表示</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>变好</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Figures before and after, worst first</source>
        <translation>前后数值，变差最多的在前</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>测量数据</translation>
    </message>
    <message>
        <source>No difference seen</source>
        <translation>未见差异</translation>
    </message>
    <message>
        <source>No interval</source>
        <translation>无区间</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The erased model, with the 95 % interval</source>
        <translation>擦除后的模型，附 95 % 区间</translation>
    </message>
    <message>
        <source>The images or the benchmark</source>
        <translation>图像或基准测试</translation>
    </message>
    <message>
        <source>The model before erasure, with the 95 % interval</source>
        <translation>擦除前的模型，附 95 % 区间</translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation>测量的内容</translation>
    </message>
    <message>
        <source>Worse</source>
        <translation>变差</translation>
    </message>
    <message>
        <source>Worse or better only where the interval of the difference excludes 0</source>
        <translation>仅当差值的区间不包含 0 时才算变差或变好</translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation>{0} 张图像</translation>
    </message>
</context>
<context>
    <name>ErasePage</name>
    <message>
        <source>A search tries erasures of a project.</source>
        <translation>搜索会尝试对项目进行多次擦除。</translation>
    </message>
    <message>
        <source>An erasure is a run of a project.</source>
        <translation>擦除是项目的一次运行。</translation>
    </message>
    <message>
        <source>Checkpoint now</source>
        <translation>立即保存检查点</translation>
    </message>
    <message>
        <source>Choose the folder where the same model is now.</source>
        <translation>选择同一模型现在所在的文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Continue from its last checkpoint</source>
        <translation>从最近的检查点继续</translation>
    </message>
    <message>
        <source>Copy the command of the erasure</source>
        <translation>复制擦除命令</translation>
    </message>
    <message>
        <source>End the erasure with a checkpoint</source>
        <translation>保存检查点并结束擦除</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Erase the chosen hallucinations</source>
        <translation>擦除所选的幻觉</translation>
    </message>
    <message>
        <source>Find settings for this model</source>
        <translation>为此模型寻找设置</translation>
    </message>
    <message>
        <source>Hold the erasure, or let it continue</source>
        <translation>暂停擦除，或让其继续</translation>
    </message>
    <message>
        <source>It is not in {0} any more.</source>
        <translation>它已不在 {0} 中。</translation>
    </message>
    <message>
        <source>Load the model on the Model page and test the images.</source>
        <translation>在“模型”页加载模型并测试图像。</translation>
    </message>
    <message>
        <source>No image was tested with a model yet, and the run is a change to one.</source>
        <translation>尚未用模型测试过图像，而运行是对某个模型的改动。</translation>
    </message>
    <message>
        <source>Nothing was started.</source>
        <translation>未启动任何任务。</translation>
    </message>
    <message>
        <source>Pause or resume the erasure</source>
        <translation>暂停或继续擦除</translation>
    </message>
    <message>
        <source>Resume the run shown</source>
        <translation>继续所显示的运行</translation>
    </message>
    <message>
        <source>Save the erasure after the current step</source>
        <translation>在当前步之后保存擦除</translation>
    </message>
    <message>
        <source>Settings of trial {0}</source>
        <translation>试验 {0} 的设置</translation>
    </message>
    <message>
        <source>Settings of {0}</source>
        <translation>{0} 的设置</translation>
    </message>
    <message>
        <source>Start erasing</source>
        <translation>开始擦除</translation>
    </message>
    <message>
        <source>Stop the erasure</source>
        <translation>停止擦除</translation>
    </message>
    <message>
        <source>The command line that does the same</source>
        <translation>执行相同操作的命令行</translation>
    </message>
    <message>
        <source>The form has the settings of trial {0}; undo restores it.</source>
        <translation>表单已填入试验 {0} 的设置；撤销可恢复。</translation>
    </message>
    <message>
        <source>The form has the settings of {0}; undo restores it.</source>
        <translation>表单已填入 {0} 的设置；撤销可恢复。</translation>
    </message>
    <message>
        <source>The model of the run</source>
        <translation>运行的模型</translation>
    </message>
    <message>
        <source>The model of {0} was not found.</source>
        <translation>未找到 {0} 的模型。</translation>
    </message>
    <message>
        <source>The project does not know its model.</source>
        <translation>项目不知道它的模型。</translation>
    </message>
    <message>
        <source>Try settings in short erasures, each attacked</source>
        <translation>在短擦除中尝试设置，并逐一攻击</translation>
    </message>
</context>
<context>
    <name>EraseTabs</name>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Erase the chosen concepts</source>
        <translation>擦除所选概念</translation>
    </message>
    <message>
        <source>Find settings</source>
        <translation>寻找设置</translation>
    </message>
    <message>
        <source>Try settings in short erasures, to find those that suit this model</source>
        <translation>在短擦除中尝试设置，找出适合此模型的设置</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
</context>
<context>
    <name>ErasurePlots</name>
    <message>
        <source>Depth of erasure (CE)</source>
        <translation>擦除深度（CE）</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>Held-out images</source>
        <translation>留出图像</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>S per step</source>
        <translation>每步秒数</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>锐度</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>concept recall</source>
        <translation>概念召回率</translation>
    </message>
    <message>
        <source>degenerate</source>
        <translation>退化</translation>
    </message>
    <message>
        <source>hallucination</source>
        <translation>幻觉</translation>
    </message>
    <message>
        <source>held-out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>负样本</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其他程序</translation>
    </message>
    <message>
        <source>ours</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>overshoot</source>
        <translation>过冲</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>正样本</translation>
    </message>
    <message>
        <source>sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>steps per second</source>
        <translation>每秒步数</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>worst case</source>
        <translation>最坏情况</translation>
    </message>
</context>
<context>
    <name>ErasureSetup</name>
    <message>
        <source>Choose concepts first.</source>
        <translation>请先选择概念。</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy the command line that does the same without a window</source>
        <translation>复制无需窗口即可执行相同操作的命令行</translation>
    </message>
    <message>
        <source>Erase the chosen hallucinations with these settings, as a new run</source>
        <translation>按这些设置擦除所选的幻觉，作为一次新的运行</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Loads “{0}” for the run, and unloads it afterwards.</source>
        <translation>为此次运行加载“{0}”，之后将其卸载。</translation>
    </message>
    <message>
        <source>Merge the adapter first; see above.</source>
        <translation>请先合并适配器；见上文。</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>请先打开一个项目。</translation>
    </message>
    <message>
        <source>Start erasing</source>
        <translation>开始擦除</translation>
    </message>
    <message>
        <source>Test the images with the model first; see above.</source>
        <translation>请先用该模型测试图像；见上文。</translation>
    </message>
    <message>
        <source>There are too few examples to erase from; see above.</source>
        <translation>可用于擦除的样本太少；见上文。</translation>
    </message>
    <message>
        <source>Trains an adapter on the loaded model, which itself stays unchanged.</source>
        <translation>在已加载的模型上训练一个适配器，模型本身保持不变。</translation>
    </message>
    <message>
        <source>Unloads the loaded model, and loads “{0}” for the run.</source>
        <translation>卸载已加载的模型，并为此次运行加载“{0}”。</translation>
    </message>
</context>
<context>
    <name>ErasureSide</name>
    <message>
        <source>Choose concepts</source>
        <translation>选择概念</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Losses, sharpness, held-out images and a few watched captions appear here while it runs.</source>
        <translation>运行时，这里会显示损失、锐度、留出图像以及几条跟踪的描述。</translation>
    </message>
    <message>
        <source>Nothing is chosen yet</source>
        <translation>尚未选择任何内容</translation>
    </message>
    <message>
        <source>Reading the run…</source>
        <translation>正在读取运行…</translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation>正在读取 {0}…</translation>
    </message>
    <message>
        <source>Ready to erase</source>
        <translation>可以擦除</translation>
    </message>
    <message>
        <source>Start erasing</source>
        <translation>开始擦除</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>Test images, see which objects the model hallucinates, and choose those to erase.</source>
        <translation>测试图像，查看模型幻觉出哪些物体，并选择要擦除的物体。</translation>
    </message>
    <message>
        <source>The curves begin with the first step.</source>
        <translation>曲线从第一步开始。</translation>
    </message>
    <message>
        <source>This run ended before its first measurement.</source>
        <translation>此运行在首次测量之前已结束。</translation>
    </message>
</context>
<context>
    <name>Erasures</name>
    <message>
        <source>Erasing {0} ({1})</source>
        <translation>正在擦除 {0}（{1}）</translation>
    </message>
    <message>
        <source>Resuming {0}</source>
        <translation>正在继续 {0}</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>All {0} sources agree.</source>
        <translation>全部 {0} 个来源一致。</translation>
    </message>
    <message>
        <source>All {0} sources say “{1}”.</source>
        <translation>全部 {0} 个来源都认为“{1}”。</translation>
    </message>
    <message>
        <source>Click, then G, H or U to override.</source>
        <translation>单击后按 G、H 或 U 改判。</translation>
    </message>
    <message>
        <source>No source has judged this mention.</source>
        <translation>没有来源判定过这处提及。</translation>
    </message>
    <message>
        <source>No source is sure.</source>
        <translation>没有来源能够确定。</translation>
    </message>
    <message>
        <source>One source decides.</source>
        <translation>由一个来源决定。</translation>
    </message>
    <message>
        <source>One source says “{0}”.</source>
        <translation>一个来源认为“{0}”。</translation>
    </message>
    <message>
        <source>The sources disagree.</source>
        <translation>各来源意见不一。</translation>
    </message>
    <message>
        <source>The sources disagree. Combination: {0}.</source>
        <translation>各来源意见不一。组合方式：{0}。</translation>
    </message>
    <message>
        <source>The sources disagree: {0} comes first.</source>
        <translation>各来源意见不一：以 {0} 为先。</translation>
    </message>
    <message>
        <source>“{0}” is {1}, by: {2}</source>
        <translation>“{0}”判为{1}，依据：{2}</translation>
    </message>
</context>
<context>
    <name>EvidencePanel</name>
    <message>
        <source>Click a marked word in the caption, or use its arrow keys, to see why.</source>
        <translation>单击描述中标记的词，或用方向键选择，以查看原因。</translation>
    </message>
    <message>
        <source>Decided by: {0}.</source>
        <translation>决定者：{0}。</translation>
    </message>
    <message>
        <source>No mention selected</source>
        <translation>未选择提及</translation>
    </message>
    <message>
        <source>“{0}”: {1}</source>
        <translation>“{0}”：{1}</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Writing the report</source>
        <translation>正在写报告</translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <source>1 pair</source>
        <translation>1 对</translation>
    </message>
    <message>
        <source>An erasure that is done can be exported here.</source>
        <translation>已完成的擦除可在此导出。</translation>
    </message>
    <message>
        <source>Copy the export command</source>
        <translation>复制导出命令</translation>
    </message>
    <message>
        <source>Erased model</source>
        <translation>擦除后的模型</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Exporting {run}</source>
        <translation>正在导出 {run}</translation>
    </message>
    <message>
        <source>Go to Erase</source>
        <translation>前往“擦除”</translation>
    </message>
    <message>
        <source>No pairs were written.</source>
        <translation>未写入任何偏好对。</translation>
    </message>
    <message>
        <source>Nothing is erased yet</source>
        <translation>尚未擦除任何内容</translation>
    </message>
    <message>
        <source>Nothing was started.</source>
        <translation>未启动任何任务。</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Preference pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Put the command line that exports the same on the clipboard.</source>
        <translation>将执行相同导出的命令行放到剪贴板。</translation>
    </message>
    <message>
        <source>Reading the runs…</source>
        <translation>正在读取运行…</translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation>导出已取消。</translation>
    </message>
    <message>
        <source>The report was written.</source>
        <translation>报告已写好。</translation>
    </message>
    <message>
        <source>This folder is not empty, and nothing is overwritten.</source>
        <translation>此文件夹非空，不会覆盖任何内容。</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>导出内容</translation>
    </message>
    <message>
        <source>What was erased in a project is exported.</source>
        <translation>导出的是项目中擦除的内容。</translation>
    </message>
    <message>
        <source>What was written so far is incomplete; do not use it.</source>
        <translation>目前写入的内容不完整；请勿使用。</translation>
    </message>
    <message>
        <source>Write an erasure for use elsewhere</source>
        <translation>写出擦除结果，供其他地方使用</translation>
    </message>
    <message>
        <source>Write preference pairs</source>
        <translation>写出偏好对</translation>
    </message>
    <message>
        <source>Write the HTML report into the project&apos;s folder.</source>
        <translation>将 HTML 报告写入项目文件夹。</translation>
    </message>
    <message>
        <source>Write the chosen erasure, reload it and compare.</source>
        <translation>写出所选的擦除，重新加载并比较。</translation>
    </message>
    <message>
        <source>Write the erased model, reload it and compare; or write the verdicts.</source>
        <translation>写出擦除后的模型，重新加载并比较；或写出判定。</translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation>写报告</translation>
    </message>
    <message>
        <source>Write verdicts for training with other programs</source>
        <translation>写出判定，用于其他程序的训练</translation>
    </message>
    <message>
        <source>Write verdicts for training with other programs.</source>
        <translation>写出判定，用于其他程序的训练。</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在写报告</translation>
    </message>
    <message>
        <source>Wrote {0} of {1}.</source>
        <translation>已写出{0}，共 {1}。</translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation>{0} 张图像</translation>
    </message>
    <message>
        <source>{0} pairs</source>
        <translation>{0} 对</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Reset {label}</source>
        <translation>重置 {label}</translation>
    </message>
    <message>
        <source>Restore the default.</source>
        <translation>恢复默认值。</translation>
    </message>
    <message>
        <source>Restore the value of the preset “{0}”.</source>
        <translation>恢复预设“{0}”的值。</translation>
    </message>
</context>
<context>
    <name>FileMenu</name>
    <message>
        <source>&amp;Clear this list</source>
        <translation>清除此列表(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>关闭项目(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>新建项目(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>打开项目(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Recent models</source>
        <translation>最近的模型(&amp;R)</translation>
    </message>
    <message>
        <source>Close the project and show the start screen</source>
        <translation>关闭项目并显示开始界面</translation>
    </message>
    <message>
        <source>Close {0}</source>
        <translation>关闭 {0}</translation>
    </message>
    <message>
        <source>Forget the recent models and projects; the folders stay</source>
        <translation>忘记最近的模型和项目；文件夹保留</translation>
    </message>
    <message>
        <source>Inspect a model folder on the Model page</source>
        <translation>在“模型”页查看模型文件夹</translation>
    </message>
    <message>
        <source>Make an empty project in a folder</source>
        <translation>在文件夹中创建空项目</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Open &amp;model folder…</source>
        <translation>打开模型文件夹(&amp;M)…</translation>
    </message>
    <message>
        <source>Open a model folder</source>
        <translation>打开模型文件夹</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Open a project folder</source>
        <translation>打开项目文件夹</translation>
    </message>
    <message>
        <source>Open the demo project with the demo model</source>
        <translation>打开演示项目和演示模型</translation>
    </message>
    <message>
        <source>Open the project&apos;s folder in the file manager</source>
        <translation>在文件管理器中打开项目文件夹</translation>
    </message>
    <message>
        <source>Recent &amp;projects</source>
        <translation>最近的项目(&amp;P)</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>设置(&amp;E)…</translation>
    </message>
    <message>
        <source>Show project &amp;folder</source>
        <translation>显示项目文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Show the start screen</source>
        <translation>显示开始界面</translation>
    </message>
    <message>
        <source>Start &amp;screen</source>
        <translation>开始界面(&amp;S)</translation>
    </message>
    <message>
        <source>Theme, folders, default device</source>
        <translation>主题、文件夹、默认设备</translation>
    </message>
    <message>
        <source>Try the &amp;demo</source>
        <translation>试用演示(&amp;D)</translation>
    </message>
    <message>
        <source>project</source>
        <translation>项目</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>All images</source>
        <translation>所有图像</translation>
    </message>
    <message>
        <source>Any concept</source>
        <translation>任意概念</translation>
    </message>
    <message>
        <source>Any folder</source>
        <translation>任意文件夹</translation>
    </message>
    <message>
        <source>Hallucinated</source>
        <translation>幻觉</translation>
    </message>
    <message>
        <source>Only images of the folder</source>
        <translation>只看以下文件夹的图像</translation>
    </message>
    <message>
        <source>Only images whose caption mentions</source>
        <translation>只看描述提到以下概念的图像</translation>
    </message>
    <message>
        <source>Search names and captions</source>
        <translation>搜索名称和描述</translation>
    </message>
    <message>
        <source>Show only images of this folder and of those in it</source>
        <translation>只显示此文件夹及其子文件夹中的图像</translation>
    </message>
    <message>
        <source>Show only images whose caption mentions this concept</source>
        <translation>只显示描述中提到此概念的图像</translation>
    </message>
    <message>
        <source>Show only some of the images</source>
        <translation>只显示部分图像</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Untested</source>
        <translation>未测试</translation>
    </message>
    <message>
        <source>Which images are shown</source>
        <translation>显示哪些图像</translation>
    </message>
    <message>
        <source>Words that the file name or the caption must contain</source>
        <translation>文件名或描述必须包含的词语</translation>
    </message>
</context>
<context>
    <name>FoldedFields</name>
    <message>
        <source>Advanced settings</source>
        <translation>高级设置</translation>
    </message>
    <message>
        <source>Advanced settings ({count} changed)</source>
        <translation>高级设置（已更改 {count} 项）</translation>
    </message>
    <message>
        <source>Show or hide settings that are rarely changed.</source>
        <translation>显示或隐藏很少更改的设置。</translation>
    </message>
</context>
<context>
    <name>FoundModelCard</name>
    <message>
        <source>By the estimate it does not fit; it may still work.</source>
        <translation>估计放不下；但仍可能可行。</translation>
    </message>
    <message>
        <source>Choose number format and quantisation, where they are at their defaults below, so that the recommended erasure fits. Otherwise the model is loaded as set below.</source>
        <translation>对下方仍为默认值的数值格式和量化进行选择，使推荐的擦除能够放下。否则按下方设置加载模型。</translation>
    </message>
    <message>
        <source>Choose what fits into memory</source>
        <translation>选择能放入内存的设置</translation>
    </message>
    <message>
        <source>Estimated for the settings below: captioning images, and erasing with the recommended settings.</source>
        <translation>按下方设置估计：为图像生成描述，以及用推荐设置进行擦除。</translation>
    </message>
    <message>
        <source>I trust the source: run the code in this folder</source>
        <translation>我信任其来源：运行此文件夹中的代码</translation>
    </message>
    <message>
        <source>It cannot be loaded; see above.</source>
        <translation>无法加载；见上文。</translation>
    </message>
    <message>
        <source>It may not fit into memory. Close other programs, or choose a quantisation with fewer bits under Advanced settings.</source>
        <translation>内存可能不足。请关闭其他程序，或在“高级设置”中选择位数更少的量化。</translation>
    </message>
    <message>
        <source>It may not fit into memory. Close other programs, or choose a smaller model.</source>
        <translation>内存可能不足。请关闭其他程序，或选择更小的模型。</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>Load anyway</source>
        <translation>仍然加载</translation>
    </message>
    <message>
        <source>Load the model into memory.</source>
        <translation>将模型加载到内存。</translation>
    </message>
    <message>
        <source>Load with</source>
        <translation>加载设置</translation>
    </message>
    <message>
        <source>Loading it would run its own code. Allow that to load it.</source>
        <translation>加载它会运行其自带的代码。请先允许。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Only testing fits. {0} For erasing: {1}</source>
        <translation>只够用于测试。{0} 擦除时：{1}</translation>
    </message>
    <message>
        <source>The Python code in the folder can do anything on this computer that you can.</source>
        <translation>此文件夹中的 Python 代码可以在本机上做您能做的任何事。</translation>
    </message>
    <message>
        <source>To erase</source>
        <translation>用于擦除</translation>
    </message>
    <message>
        <source>To test</source>
        <translation>用于测试</translation>
    </message>
    <message>
        <source>“{title}” is running.</source>
        <translation>“{title}”正在运行。</translation>
    </message>
    <message>
        <source>✓ Supported</source>
        <translation>✓ 支持</translation>
    </message>
    <message>
        <source>✗ Not supported: {reasons}</source>
        <translation>✗ 不支持：{reasons}</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>1 image removed from the project; undo (Ctrl+Z) restores it.</source>
        <translation>已从项目移除 1 张图像；撤销（Ctrl+Z）可恢复。</translation>
    </message>
    <message>
        <source>No images match the filter</source>
        <translation>没有图像符合筛选条件</translation>
    </message>
    <message>
        <source>Show all images</source>
        <translation>显示所有图像</translation>
    </message>
    <message>
        <source>The filter hides the other images of the project.</source>
        <translation>筛选条件隐藏了项目的其他图像。</translation>
    </message>
    <message>
        <source>{0} images removed from the project; undo (Ctrl+Z) restores them.</source>
        <translation>已从项目移除 {0} 张图像；撤销（Ctrl+Z）可恢复。</translation>
    </message>
</context>
<context>
    <name>GalleryViewMenu</name>
    <message>
        <source>A row for each image</source>
        <translation>每张图像一行</translation>
    </message>
    <message>
        <source>Few pictures at once</source>
        <translation>一次显示少量图片</translation>
    </message>
    <message>
        <source>Large thumbnails</source>
        <translation>大缩略图</translation>
    </message>
    <message>
        <source>List with captions</source>
        <translation>带描述的列表</translation>
    </message>
    <message>
        <source>Many pictures at once</source>
        <translation>一次显示许多图片</translation>
    </message>
    <message>
        <source>Medium thumbnails</source>
        <translation>中缩略图</translation>
    </message>
    <message>
        <source>Most hallucinated first</source>
        <translation>幻觉最多的在前</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Numbers in names count as numbers</source>
        <translation>名称中的数字按数值排序</translation>
    </message>
    <message>
        <source>Show as</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Small thumbnails</source>
        <translation>小缩略图</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Sort the images, and set their size</source>
        <translation>对图像排序，并设置其大小</translation>
    </message>
    <message>
        <source>The order of the project</source>
        <translation>项目中的顺序</translation>
    </message>
    <message>
        <source>The usual size</source>
        <translation>通常大小</translation>
    </message>
    <message>
        <source>Those with the most hallucinated mentions first</source>
        <translation>幻觉提及最多的在前</translation>
    </message>
    <message>
        <source>Those with unsure mentions first, then those not tested</source>
        <translation>有不确定提及的在前，然后是未测试的</translation>
    </message>
    <message>
        <source>Undecided first</source>
        <translation>未判定的在前</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>When they were added</source>
        <translation>添加时间</translation>
    </message>
</context>
<context>
    <name>GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>No word matches.</source>
        <translation>没有匹配的术语。</translation>
    </message>
    <message>
        <source>Search for a word</source>
        <translation>搜索术语</translation>
    </message>
    <message>
        <source>Words and their meanings</source>
        <translation>术语及其含义</translation>
    </message>
    <message>
        <source>Words of the name or of the explanation</source>
        <translation>名称或解释中的词语</translation>
    </message>
</context>
<context>
    <name>GroupedFields</name>
    <message>
        <source>1 more setting differs from its default: {2}</source>
        <translation>另有 1 项设置与其默认值不同：{2}</translation>
    </message>
    <message>
        <source>1 more setting differs from the preset “{1}”: {2}</source>
        <translation>另有 1 项设置与预设“{1}”不同：{2}</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Changed settings only</source>
        <translation>仅已更改的设置</translation>
    </message>
    <message>
        <source>Find settings by name, symbol or what they do.</source>
        <translation>按名称、符号或作用查找设置。</translation>
    </message>
    <message>
        <source>List only settings that differ from the preset.</source>
        <translation>只列出与预设不同的设置。</translation>
    </message>
    <message>
        <source>List the settings that differ from the preset, in expert mode.</source>
        <translation>在专家模式下列出与预设不同的设置。</translation>
    </message>
    <message>
        <source>No setting matches.</source>
        <translation>没有匹配的设置。</translation>
    </message>
    <message>
        <source>Search in settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>{0} more settings differ from the preset “{1}”: {2}</source>
        <translation>另有 {0} 项设置与预设“{1}”不同：{2}</translation>
    </message>
    <message>
        <source>{0} more settings differ from their defaults: {2}</source>
        <translation>另有 {0} 项设置与其默认值不同：{2}</translation>
    </message>
</context>
<context>
    <name>GuideButton</name>
    <message>
        <source>What does this plot show, and how is it read?</source>
        <translation>这张图显示什么，如何解读？</translation>
    </message>
    <message>
        <source>What does this plot show?</source>
        <translation>这张图显示什么？</translation>
    </message>
    <message>
        <source>{0}: what does it show?</source>
        <translation>{0}：它显示什么？</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>({0}, {1}): {2} nats</source>
        <translation>（{0}，{1}）：{2} nat</translation>
    </message>
    <message>
        <source>Around the weights of {0}</source>
        <translation>{0} 的权重附近</translation>
    </message>
    <message>
        <source>Cross-entropy of which spans the colours show</source>
        <translation>颜色表示哪些片段的交叉熵</translation>
    </message>
    <message>
        <source>Drag into another program to copy the map there</source>
        <translation>拖入其他程序，将图复制到那里</translation>
    </message>
    <message>
        <source>Map of the loss around the weights</source>
        <translation>权重附近的损失图</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>未保存：{0}</translation>
    </message>
    <message>
        <source>Point, or use the arrow keys, to read a value</source>
        <translation>用鼠标指向或用方向键读取数值</translation>
    </message>
    <message>
        <source>The map</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Values from {0} to {1} nats</source>
        <translation>数值范围 {0} 至 {1} nat</translation>
    </message>
    <message>
        <source>What the colours show</source>
        <translation>颜色的含义</translation>
    </message>
    <message>
        <source>first direction</source>
        <translation>第一方向</translation>
    </message>
    <message>
        <source>grounded spans</source>
        <translation>属实片段</translation>
    </message>
    <message>
        <source>hallucinated spans</source>
        <translation>幻觉片段</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>second direction</source>
        <translation>第二方向</translation>
    </message>
    <message>
        <source>the map</source>
        <translation>图</translation>
    </message>
</context>
<context>
    <name>HelpMenu</name>
    <message>
        <source>&amp;About {0}</source>
        <translation>关于 {0}(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Documentation</source>
        <translation>文档(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>术语表(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Tour of the demo</source>
        <translation>演示导览(&amp;T)</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>It contains {0}; personal paths are replaced.</source>
        <translation>其中包含 {0}；个人路径已替换。</translation>
    </message>
    <message>
        <source>List all shortcuts</source>
        <translation>列出所有快捷键</translation>
    </message>
    <message>
        <source>Open the folder of the log files in the file manager</source>
        <translation>在文件管理器中打开日志文件夹</translation>
    </message>
    <message>
        <source>Read the documents; no network is needed</source>
        <translation>阅读文档；无需网络</translation>
    </message>
    <message>
        <source>Save a support &amp;bundle…</source>
        <translation>保存支持包(&amp;B)…</translation>
    </message>
    <message>
        <source>Save a support bundle</source>
        <translation>保存支持包</translation>
    </message>
    <message>
        <source>Show l&amp;og folder</source>
        <translation>显示日志文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>Six steps from a model to its export, in this window</source>
        <translation>在此窗口中，从模型到导出的六个步骤</translation>
    </message>
    <message>
        <source>The support bundle was not written.</source>
        <translation>未能写入支持包。</translation>
    </message>
    <message>
        <source>The support bundle was saved as {0}.</source>
        <translation>支持包已保存为 {0}。</translation>
    </message>
    <message>
        <source>Version, libraries and licence</source>
        <translation>版本、程序库和许可证</translation>
    </message>
    <message>
        <source>What the words of the window mean; of a setting or a column, what it means</source>
        <translation>窗口中术语的含义；以及设置或列的含义</translation>
    </message>
    <message>
        <source>Write logs, versions and settings, without personal paths, to a zip file</source>
        <translation>将日志、版本和设置（不含个人路径）写入 zip 文件</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>Zip 文件 (*.zip)</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Before/after</source>
        <translation>前后对比</translation>
    </message>
    <message>
        <source>Choose the folder where the same model is now.</source>
        <translation>选择同一模型现在所在的文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Compare the captions before and after</source>
        <translation>比较前后的描述</translation>
    </message>
    <message>
        <source>Compare the captions of the erased model with those before</source>
        <translation>将擦除后模型的描述与之前的描述比较</translation>
    </message>
    <message>
        <source>Continue this erasure from its last checkpoint, or make this attack again; take it over if the program that worked on it has ended</source>
        <translation>从最近的检查点继续此擦除，或重新进行此攻击；如果原来处理它的程序已结束，则接管它</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy the command lines that repeat these runs</source>
        <translation>复制重复这些运行的命令行</translation>
    </message>
    <message>
        <source>Copy the selected run&apos;s command</source>
        <translation>复制所选运行的命令</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the selected runs</source>
        <translation>删除所选运行</translation>
    </message>
    <message>
        <source>Delete these runs; this can be undone until the project is closed</source>
        <translation>删除这些运行；关闭项目之前可以撤销</translation>
    </message>
    <message>
        <source>Deleted: {0}</source>
        <translation>已删除：{0}</translation>
    </message>
    <message>
        <source>Erasures start from the captions “{0}”</source>
        <translation>擦除从描述“{0}”出发</translation>
    </message>
    <message>
        <source>Every erasure, attack and landscape of this project is listed here.</source>
        <translation>此项目的每次擦除、攻击和地形测量都列在这里。</translation>
    </message>
    <message>
        <source>Fill the form of the page with this run&apos;s settings; undo restores it</source>
        <translation>将此运行的设置填入页面表单；撤销可恢复</translation>
    </message>
    <message>
        <source>Go to Erase</source>
        <translation>前往“擦除”</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>It is not in {0} any more.</source>
        <translation>它已不在 {0} 中。</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>尚无运行</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open the selected run</source>
        <translation>打开所选运行</translation>
    </message>
    <message>
        <source>Open the selected run&apos;s folder</source>
        <translation>打开所选运行的文件夹</translation>
    </message>
    <message>
        <source>Reading the runs…</source>
        <translation>正在读取运行…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Resume the selected run</source>
        <translation>继续所选运行</translation>
    </message>
    <message>
        <source>Select several to compare</source>
        <translation>选择多个运行进行比较</translation>
    </message>
    <message>
        <source>Show the run&apos;s files in the file manager</source>
        <translation>在文件管理器中显示此运行的文件</translation>
    </message>
    <message>
        <source>Show this run on its page (Enter)</source>
        <translation>在其页面上显示此运行（Enter）</translation>
    </message>
    <message>
        <source>Show what else the erasure changed</source>
        <translation>显示擦除还改变了什么</translation>
    </message>
    <message>
        <source>Take it over only if that program has ended.</source>
        <translation>仅当那个程序已结束时才接管。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>The history belongs to a project.</source>
        <translation>历史属于某个项目。</translation>
    </message>
    <message>
        <source>The model of the run</source>
        <translation>运行的模型</translation>
    </message>
    <message>
        <source>The model of {0} was not found.</source>
        <translation>未找到 {0} 的模型。</translation>
    </message>
    <message>
        <source>Undo restores the run, until the project is closed.</source>
        <translation>在项目关闭之前，撤销可恢复此运行。</translation>
    </message>
    <message>
        <source>Undo restores the {0} runs, until the project is closed.</source>
        <translation>在项目关闭之前，撤销可恢复这 {0} 个运行。</translation>
    </message>
    <message>
        <source>Use the selected run&apos;s settings</source>
        <translation>使用所选运行的设置</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>{0} may still be running in another program.</source>
        <translation>{0} 可能仍在另一个程序中运行。</translation>
    </message>
    <message>
        <source>{0} runs compared</source>
        <translation>已比较 {0} 个运行</translation>
    </message>
</context>
<context>
    <name>ImagesModel</name>
    <message>
        <source>{name}, not tested</source>
        <translation>{name}，未测试</translation>
    </message>
    <message>
        <source>{name}, {hallucinated} hallucinated, {unsure} unsure, {grounded} grounded</source>
        <translation>{name}，幻觉 {hallucinated}，不确定 {unsure}，属实 {grounded}</translation>
    </message>
</context>
<context>
    <name>ImagesPage</name>
    <message>
        <source>A project keeps images, captions, verdicts and runs in one folder.</source>
        <translation>项目将图像、描述、判定和运行保存在一个文件夹中。</translation>
    </message>
    <message>
        <source>Add a folder of images …</source>
        <translation>添加图像文件夹…</translation>
    </message>
    <message>
        <source>Add a folder …</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add images …</source>
        <translation>添加图像…</translation>
    </message>
    <message>
        <source>Add to the images: {0}</source>
        <translation>添加到图像：{0}</translation>
    </message>
    <message>
        <source>Ask the model about the image</source>
        <translation>就图像询问模型</translation>
    </message>
    <message>
        <source>Check that the folder still exists.</source>
        <translation>请检查该文件夹是否仍存在。</translation>
    </message>
    <message>
        <source>Copy the test as a command</source>
        <translation>复制测试命令</translation>
    </message>
    <message>
        <source>Downloaded: {0}.</source>
        <translation>已下载：{0}。</translation>
    </message>
    <message>
        <source>Drop image files, folders, or annotation files.</source>
        <translation>请拖入图像文件、文件夹或标注文件。</translation>
    </message>
    <message>
        <source>Drop images or folders here</source>
        <translation>将图像或文件夹拖到这里</translation>
    </message>
    <message>
        <source>Enlarge the picture</source>
        <translation>放大图片</translation>
    </message>
    <message>
        <source>Find objects missing from the vocabulary …</source>
        <translation>查找词表中缺少的物体…</translation>
    </message>
    <message>
        <source>Go to Model</source>
        <translation>前往“模型”</translation>
    </message>
    <message>
        <source>Import a folder of annotations …</source>
        <translation>导入标注文件夹…</translation>
    </message>
    <message>
        <source>Import annotations …</source>
        <translation>导入标注…</translation>
    </message>
    <message>
        <source>Import annotations: {0}</source>
        <translation>导入标注：{0}</translation>
    </message>
    <message>
        <source>Import captions …</source>
        <translation>导入描述…</translation>
    </message>
    <message>
        <source>Import captions: {0}</source>
        <translation>导入描述：{0}</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>更大的缩略图</translation>
    </message>
    <message>
        <source>Load one on the Model page (the first step), then come back.</source>
        <translation>请在“模型”页（第一步）加载一个模型，然后返回。</translation>
    </message>
    <message>
        <source>Neither images, annotations nor captions</source>
        <translation>既不是图像，也不是标注或描述</translation>
    </message>
    <message>
        <source>Next hallucinated mention</source>
        <translation>下一处幻觉提及</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>下一张图像</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>未加载模型。</translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation>未添加任何内容。</translation>
    </message>
    <message>
        <source>Overrule: grounded</source>
        <translation>改判：属实</translation>
    </message>
    <message>
        <source>Overrule: hallucinated</source>
        <translation>改判：幻觉</translation>
    </message>
    <message>
        <source>Overrule: unsure</source>
        <translation>改判：不确定</translation>
    </message>
    <message>
        <source>Previous hallucinated mention</source>
        <translation>上一处幻觉提及</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>上一张图像</translation>
    </message>
    <message>
        <source>Reading the project …</source>
        <translation>正在读取项目…</translation>
    </message>
    <message>
        <source>Remove from the project</source>
        <translation>从项目移除</translation>
    </message>
    <message>
        <source>Search images</source>
        <translation>搜索图像</translation>
    </message>
    <message>
        <source>Show the picture in its folder</source>
        <translation>在文件夹中显示图片</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>更小的缩略图</translation>
    </message>
    <message>
        <source>Take the selected images out of the project; their files stay on the disk</source>
        <translation>将所选图像移出项目；磁盘上的文件保留</translation>
    </message>
    <message>
        <source>Test again to search the existing captions for the new objects.</source>
        <translation>请重新测试，以便在现有描述中搜索新物体。</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>Tests use it from now on ({0}).</source>
        <translation>今后的测试将使用它（{0}）。</translation>
    </message>
    <message>
        <source>The dropped files are neither images nor annotations.</source>
        <translation>拖入的文件既不是图像也不是标注。</translation>
    </message>
    <message>
        <source>The folder could not be shown.</source>
        <translation>无法显示该文件夹。</translation>
    </message>
    <message>
        <source>The model describes each image, and every object it mentions is checked. You can also drop annotations (COCO, VOC, YOLO, POPE, CSV).</source>
        <translation>模型描述每张图像，并检查它提到的每个物体。您也可以拖入标注（COCO、VOC、YOLO、POPE、CSV）。</translation>
    </message>
    <message>
        <source>The model describes the images and answers questions about them.</source>
        <translation>模型描述图像并回答相关问题。</translation>
    </message>
    <message>
        <source>Vocabulary written, words added: {0}.</source>
        <translation>词表已写入，新增词语：{0}。</translation>
    </message>
    <message>
        <source>Withdraw my verdict</source>
        <translation>撤回我的判定</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Add a folder of images</source>
        <translation>添加图像文件夹</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>添加图像</translation>
    </message>
    <message>
        <source>Adding images</source>
        <translation>正在添加图像</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Checking captions</source>
        <translation>正在检查描述</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Import a folder of annotations: {0}</source>
        <translation>导入标注文件夹：{0}</translation>
    </message>
    <message>
        <source>Import annotations: {0}</source>
        <translation>导入标注：{0}</translation>
    </message>
    <message>
        <source>Import captions: one JSON object with file_name and caption per line</source>
        <translation>导入描述：每行一个含 file_name 和 caption 的 JSON 对象</translation>
    </message>
    <message>
        <source>Importing annotations</source>
        <translation>正在导入标注</translation>
    </message>
    <message>
        <source>Importing captions</source>
        <translation>正在导入描述</translation>
    </message>
    <message>
        <source>project</source>
        <translation>项目</translation>
    </message>
</context>
<context>
    <name>JobCard</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Pause until you resume.</source>
        <translation>暂停，直到您选择继续。</translation>
    </message>
    <message>
        <source>Resume where it stopped.</source>
        <translation>从中断处继续。</translation>
    </message>
    <message>
        <source>Stop the job; what is done is kept.</source>
        <translation>停止任务；已完成的内容保留。</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>JobMenu</name>
    <message>
        <source>&amp;Checkpoint now</source>
        <translation>立即保存检查点(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pausing… (resume)</source>
        <translation>正在暂停…（继续）(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>队列(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Unload the model</source>
        <translation>卸载模型(&amp;U)</translation>
    </message>
    <message>
        <source>Command copied: {0}</source>
        <translation>命令已复制：{0}</translation>
    </message>
    <message>
        <source>Cop&amp;y the command</source>
        <translation>复制命令(&amp;Y)</translation>
    </message>
    <message>
        <source>Copy the command line of the last job</source>
        <translation>复制上一个任务的命令行</translation>
    </message>
    <message>
        <source>Free the model&apos;s memory</source>
        <translation>释放模型占用的内存</translation>
    </message>
    <message>
        <source>Pause the job at its next step, or resume it</source>
        <translation>在下一步暂停任务，或继续</translation>
    </message>
    <message>
        <source>Show or hide the jobs that run, wait and have ended</source>
        <translation>显示或隐藏正在运行、等待和已结束的任务</translation>
    </message>
    <message>
        <source>Stop the job; what is done is kept</source>
        <translation>停止任务；已完成的内容保留</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Write a checkpoint at the next step</source>
        <translation>在下一步写入检查点</translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Loading libraries; this takes a few seconds the first time</source>
        <translation>正在加载程序库；首次需要几秒钟</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>正在暂停…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>{0} per second</source>
        <translation>每秒 {0}</translation>
    </message>
</context>
<context>
    <name>JobQueue</name>
    <message>
        <source>Queued: {0}</source>
        <translation>已加入队列：{0}</translation>
    </message>
    <message>
        <source>Queued: {0}. Runs after “{1}” and {2} more.</source>
        <translation>已加入队列：{0}。在“{1}”及另外 {2} 个任务之后运行。</translation>
    </message>
    <message>
        <source>Queued: {0}. Runs after “{1}”.</source>
        <translation>已加入队列：{0}。在“{1}”之后运行。</translation>
    </message>
    <message>
        <source>The queue is paused, as a job failed.</source>
        <translation>由于任务失败，队列已暂停。</translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation>{0} 个任务</translation>
    </message>
</context>
<context>
    <name>JobTab</name>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy the command line that does the same without a window</source>
        <translation>复制无需窗口即可执行相同操作的命令行</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>请先打开一个项目。</translation>
    </message>
</context>
<context>
    <name>JudgeDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Caption the images; all mentions stay unsure until something judges them</source>
        <translation>为图像生成描述；在有来源判定之前，所有提及均为不确定</translation>
    </message>
    <message>
        <source>Choose a folder …</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose the file, then test again</source>
        <translation>选择文件，然后重新测试</translation>
    </message>
    <message>
        <source>Choose the folder of a model that is on this computer, and start the test</source>
        <translation>选择本机上模型的文件夹，然后开始测试</translation>
    </message>
    <message>
        <source>Choose where {0} is downloaded to from the Hugging Face hub</source>
        <translation>选择将 {0} 从 Hugging Face Hub 下载到哪里</translation>
    </message>
    <message>
        <source>Costs: {0}</source>
        <translation>代价：{0}</translation>
    </message>
    <message>
        <source>Download {0} ({1}) …</source>
        <translation>下载 {0}（{1}）…</translation>
    </message>
    <message>
        <source>Downloading {name}</source>
        <translation>正在下载 {name}</translation>
    </message>
    <message>
        <source>Finds: {0}</source>
        <translation>作用：{0}</translation>
    </message>
    <message>
        <source>Import annotations …</source>
        <translation>导入标注…</translation>
    </message>
    <message>
        <source>Start the test, with this setting on</source>
        <translation>打开此设置并开始测试</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>Test nothing</source>
        <translation>不测试</translation>
    </message>
    <message>
        <source>Test without</source>
        <translation>直接测试</translation>
    </message>
    <message>
        <source>The model describes the images. Something else has to decide which of the objects in its captions are really there. You can change this later in the settings.</source>
        <translation>模型描述图像。还需要由别的来源判断描述中的物体是否真的存在。之后可以在设置中更改。</translation>
    </message>
    <message>
        <source>What can judge the captions</source>
        <translation>哪些来源可以判定描述</translation>
    </message>
    <message>
        <source>What judges the captions?</source>
        <translation>由什么来判定描述？</translation>
    </message>
    <message>
        <source>Where to download {0} to</source>
        <translation>将 {0} 下载到哪里</translation>
    </message>
</context>
<context>
    <name>JudgeNote</name>
    <message>
        <source>Choose {0} …</source>
        <translation>选择 {0}…</translation>
    </message>
    <message>
        <source>Import annotations …</source>
        <translation>导入标注…</translation>
    </message>
    <message>
        <source>Nothing can judge what a test finds: all mentions would stay unsure.</source>
        <translation>没有来源能判定测试结果：所有提及都将为不确定。</translation>
    </message>
</context>
<context>
    <name>LandscapeTab</name>
    <message>
        <source>Check those to show; lines are drawn over each other, a map stands alone</source>
        <translation>勾选要显示的地形；线条会叠加绘制，图单独显示</translation>
    </message>
    <message>
        <source>Landscape of {0}</source>
        <translation>{0} 的损失地形</translation>
    </message>
    <message>
        <source>Measure around {0}</source>
        <translation>在 {0} 附近测量</translation>
    </message>
    <message>
        <source>Measure the landscape</source>
        <translation>测量损失地形</translation>
    </message>
    <message>
        <source>Measure the loss along random directions around the weights</source>
        <translation>沿权重附近的随机方向测量损失</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>已测量</translation>
    </message>
    <message>
        <source>Measured landscapes</source>
        <translation>已测量的损失地形</translation>
    </message>
    <message>
        <source>The model around whose weights the loss is measured</source>
        <translation>在其权重附近测量损失的模型</translation>
    </message>
    <message>
        <source>Whose weights</source>
        <translation>谁的权重</translation>
    </message>
    <message>
        <source>base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>the base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>{0} · {1} ({2}-D)</source>
        <translation>{0} · {1}（{2} 维）</translation>
    </message>
</context>
<context>
    <name>LandscapeView</name>
    <message>
        <source>A landscape shows how the loss changes as the weights are moved. SARE aims at a wide, flat region, in which small changes of the weights, such as fine-tuning, don&apos;t bring the hallucination back.</source>
        <translation>损失地形显示权重移动时损失如何变化。SARE 追求宽阔平坦的区域，使微调等微小的权重变化不会让幻觉复现。</translation>
    </message>
    <message>
        <source>How is a landscape read?</source>
        <translation>如何解读损失地形？</translation>
    </message>
    <message>
        <source>Loss around the weights</source>
        <translation>权重附近的损失</translation>
    </message>
    <message>
        <source>No landscape is checked</source>
        <translation>未勾选损失地形</translation>
    </message>
    <message>
        <source>No landscape yet</source>
        <translation>尚无损失地形</translation>
    </message>
    <message>
        <source>Settings of the landscape</source>
        <translation>地形的设置</translation>
    </message>
    <message>
        <source>cross-entropy, nats</source>
        <translation>交叉熵（nat）</translation>
    </message>
    <message>
        <source>distance along the direction</source>
        <translation>沿方向的距离</translation>
    </message>
    <message>
        <source>{0}, grounded</source>
        <translation>{0}，属实</translation>
    </message>
    <message>
        <source>{0}, hallucinated</source>
        <translation>{0}，幻觉</translation>
    </message>
</context>
<context>
    <name>LargePicture</name>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Back to the page (Esc)</source>
        <translation>返回页面（Esc）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Fit the picture into the window (0)</source>
        <translation>使图片适应窗口（0）</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Show each pixel of the picture as a pixel of the screen (1)</source>
        <translation>以屏幕的一个像素显示图片的一个像素（1）</translation>
    </message>
    <message>
        <source>Show the next picture (right arrow)</source>
        <translation>显示下一张图片（右箭头）</translation>
    </message>
    <message>
        <source>Show the picture larger (+)</source>
        <translation>放大显示图片（+）</translation>
    </message>
    <message>
        <source>Show the picture smaller (−)</source>
        <translation>缩小显示图片（−）</translation>
    </message>
    <message>
        <source>Show the previous picture (left arrow)</source>
        <translation>显示上一张图片（左箭头）</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
</context>
<context>
    <name>LegendButton</name>
    <message>
        <source>Curve {0}</source>
        <translation>曲线 {0}</translation>
    </message>
    <message>
        <source>Show or hide {0}</source>
        <translation>显示或隐藏 {0}</translation>
    </message>
</context>
<context>
    <name>LivePlot</name>
    <message>
        <source>1 point</source>
        <translation>1 个点</translation>
    </message>
    <message>
        <source>Drag to move, wheel or + and − to zoom, 0 or double-click to fit, arrow keys to read values</source>
        <translation>拖动以移动，滚轮或 + 和 − 缩放，0 或双击适应窗口，方向键读取数值</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>Plot: {0}</source>
        <translation>图：{0}</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>{0} points</source>
        <translation>{0} 个点</translation>
    </message>
    <message>
        <source>{0}: {1}, from {2} to {3}, now {4}</source>
        <translation>{0}：{1}，从 {2} 到 {3}，当前 {4}</translation>
    </message>
    <message>
        <source>|{0}|</source>
        <translation>|{0}|</translation>
    </message>
</context>
<context>
    <name>LoadedCard</name>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Erased run</source>
        <translation>擦除运行</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Free the memory of the model.</source>
        <translation>释放模型占用的内存。</translation>
    </message>
    <message>
        <source>Go on to the images page.</source>
        <translation>前往“图像”页。</translation>
    </message>
    <message>
        <source>Loaded in</source>
        <translation>加载用时</translation>
    </message>
    <message>
        <source>Next: test images</source>
        <translation>下一步：测试图像</translation>
    </message>
    <message>
        <source>Number format</source>
        <translation>数值格式</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Unload</source>
        <translation>卸载</translation>
    </message>
    <message>
        <source>✓ {name} is loaded</source>
        <translation>✓ {name} 已加载</translation>
    </message>
</context>
<context>
    <name>LogDrawer</name>
    <message>
        <source>All lines</source>
        <translation>所有行</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Clear the list, not the file</source>
        <translation>清空列表，不影响文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the log (Ctrl+L)</source>
        <translation>关闭日志（Ctrl+L）</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected lines, or all</source>
        <translation>复制所选行，或全部</translation>
    </message>
    <message>
        <source>Lines shown</source>
        <translation>显示的行</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>What happened, the newest last</source>
        <translation>发生的事件，最新的在最后</translation>
    </message>
    <message>
        <source>Which lines are shown</source>
        <translation>显示哪些行</translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>1 job waits in the queue from before.</source>
        <translation>队列中有 1 个之前的任务在等待。</translation>
    </message>
    <message>
        <source>Drop a model folder, a project folder, images, or annotations.</source>
        <translation>请拖入模型文件夹、项目文件夹、图像或标注。</translation>
    </message>
    <message>
        <source>Nothing was done with {0}.</source>
        <translation>未对 {0} 执行任何操作。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation>显示队列</translation>
    </message>
    <message>
        <source>{0} jobs wait in the queue from before.</source>
        <translation>队列中有 {0} 个之前的任务在等待。</translation>
    </message>
</context>
<context>
    <name>MemoryCard</name>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>请关闭其他程序，或选择更小的模型。</translation>
    </message>
    <message>
        <source>Estimated for the settings below</source>
        <translation>按下方设置估计</translation>
    </message>
    <message>
        <source>Fits: takes about {0} of the {1} of memory that are free.</source>
        <translation>放得下：约需 {0}，可用内存为 {1}。</translation>
    </message>
    <message>
        <source>It may not fit into memory. Close other programs, load the model in fewer bits, or choose a smaller one.</source>
        <translation>内存可能不足。请关闭其他程序，以更少的位数加载模型，或选择更小的模型。</translation>
    </message>
    <message>
        <source>It may not fit into memory. With {0} it takes {1}.</source>
        <translation>内存可能不足。使用 {0} 时需要 {1}。</translation>
    </message>
    <message>
        <source>It may not fit into memory. {0}</source>
        <translation>内存可能不足。{0}</translation>
    </message>
    <message>
        <source>May not fit: takes about {0}, and {1} of memory are free.</source>
        <translation>可能放不下：约需 {0}，可用内存为 {1}。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>To erase</source>
        <translation>用于擦除</translation>
    </message>
    <message>
        <source>With {0}.</source>
        <translation>使用 {0}。</translation>
    </message>
    <message>
        <source>“{0}” is off: settings are used as they are.</source>
        <translation>“{0}”已关闭：按原样使用设置。</translation>
    </message>
</context>
<context>
    <name>MemoryMeter</name>
    <message>
        <source>GPU memory</source>
        <translation>GPU 显存</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Memory used by this program, used by others, and free</source>
        <translation>本程序已用、其他程序已用和可用的内存</translation>
    </message>
    <message>
        <source>the computer&apos;s memory</source>
        <translation>计算机内存</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>可用 {0}</translation>
    </message>
    <message>
        <source>{0}: SARE Desktop {1}, other programs {2}, free {3} of {4}</source>
        <translation>{0}：SARE Desktop {1}，其他程序 {2}，可用 {3}，共 {4}</translation>
    </message>
</context>
<context>
    <name>MemoryNeed</name>
    <message>
        <source>all GPUs together</source>
        <translation>所有 GPU 合计</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>other programs</source>
        <translation>其他程序</translation>
    </message>
    <message>
        <source>other programs {amount}</source>
        <translation>其他程序 {amount}</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>this program</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>this program {amount}</source>
        <translation>本程序 {amount}</translation>
    </message>
    <message>
        <source>{free} of {total} free now on {where}</source>
        <translation>{where} 现有可用内存 {free}，共 {total}</translation>
    </message>
    <message>
        <source>{need} · fits</source>
        <translation>{need} · 放得下</translation>
    </message>
    <message>
        <source>{need} · {missing} too much</source>
        <translation>{need} · 超出 {missing}</translation>
    </message>
</context>
<context>
    <name>MentionSteps</name>
    <message>
        <source>There is no hallucinated mention after this one.</source>
        <translation>此后没有幻觉提及。</translation>
    </message>
    <message>
        <source>There is no hallucinated mention before this one.</source>
        <translation>此前没有幻觉提及。</translation>
    </message>
</context>
<context>
    <name>MergeCard</name>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy the command line that merges the adapter without a window</source>
        <translation>复制无需窗口即可合并适配器的命令行</translation>
    </message>
    <message>
        <source>Load it and test the images.</source>
        <translation>加载它并测试图像。</translation>
    </message>
    <message>
        <source>Load the merged model</source>
        <translation>加载合并后的模型</translation>
    </message>
    <message>
        <source>Merge the adapter</source>
        <translation>合并适配器</translation>
    </message>
    <message>
        <source>Merge the adapter first</source>
        <translation>请先合并适配器</translation>
    </message>
    <message>
        <source>Merging was cancelled.</source>
        <translation>合并已取消。</translation>
    </message>
    <message>
        <source>Merging {0} into {1}</source>
        <translation>正在将 {0} 合并到 {1}</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>未写入任何内容。</translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation>命令已复制。</translation>
    </message>
    <message>
        <source>The images were tested with the adapter “{adapter}” on “{model}”. An erasure trains a new adapter, which cannot be put on top of another. Merging writes a new model that contains the adapter. Test the images with it, and erase there.</source>
        <translation>图像是用“{model}”上的适配器“{adapter}”测试的。擦除会训练一个新适配器，它不能叠加在另一个适配器之上。合并会写出包含该适配器的新模型。请用它测试图像，并在其上擦除。</translation>
    </message>
    <message>
        <source>The merged model was written to {0}.</source>
        <translation>合并后的模型已写入 {0}。</translation>
    </message>
    <message>
        <source>This folder is not empty, and nothing is overwritten.</source>
        <translation>此文件夹非空，不会覆盖任何内容。</translation>
    </message>
    <message>
        <source>Write a new model with the adapter in its weights, and check it</source>
        <translation>写出权重中包含适配器的新模型，并检查它</translation>
    </message>
</context>
<context>
    <name>Merging</name>
    <message>
        <source>Count separately again:</source>
        <translation>重新单独统计：</translation>
    </message>
    <message>
        <source>Count “{0}” as:</source>
        <translation>将“{0}”计为：</translation>
    </message>
    <message>
        <source>Merge concept</source>
        <translation>合并概念</translation>
    </message>
    <message>
        <source>Undo a merge</source>
        <translation>撤销合并</translation>
    </message>
</context>
<context>
    <name>ModeSwitch</name>
    <message>
        <source>Expert</source>
        <translation>专家</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>简洁</translation>
    </message>
    <message>
        <source>Show every setting that the method uses, in groups.</source>
        <translation>分组显示该方法使用的每项设置。</translation>
    </message>
    <message>
        <source>Show the few settings that most runs need.</source>
        <translation>只显示大多数运行需要的少数设置。</translation>
    </message>
    <message>
        <source>{0} mode</source>
        <translation>{0}模式</translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>Demo model</source>
        <translation>演示模型</translation>
    </message>
    <message>
        <source>{0} ({1} layers)</source>
        <translation>{0}（{1} 层）</translation>
    </message>
    <message>
        <source>{0} bits</source>
        <translation>{0} 位</translation>
    </message>
</context>
<context>
    <name>ModelButton</name>
    <message>
        <source>{0}. Click to show the Model page.</source>
        <translation>{0}。单击显示“模型”页。</translation>
    </message>
</context>
<context>
    <name>ModelChooser</name>
    <message>
        <source>A tiny LLaVA that says “knife” wherever it sees a fork, with drawn pictures. All steps together take minutes on any computer.</source>
        <translation>一个微型 LLaVA，看到叉子就说“knife”，附带绘制的图片。所有步骤在任何电脑上只需几分钟。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose a model folder</source>
        <translation>选择模型文件夹</translation>
    </message>
    <message>
        <source>Click a model to load it instead of the loaded model.</source>
        <translation>单击一个模型，以它代替已加载的模型。</translation>
    </message>
    <message>
        <source>Demo model</source>
        <translation>演示模型</translation>
    </message>
    <message>
        <source>Download {name} to a new folder in</source>
        <translation>将 {name} 下载到新文件夹，位于</translation>
    </message>
    <message>
        <source>Drop a model folder here</source>
        <translation>将模型文件夹拖到这里</translation>
    </message>
    <message>
        <source>Hugging Face format: config.json, safetensors weights, processor files.</source>
        <translation>Hugging Face 格式：config.json、safetensors 权重、处理器文件。</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Inspect the folder without loading the model.</source>
        <translation>查看文件夹而不加载模型。</translation>
    </message>
    <message>
        <source>Model folder or Hub name</source>
        <translation>模型文件夹或 Hub 名称</translation>
    </message>
    <message>
        <source>Models that you load are listed here.</source>
        <translation>您加载过的模型列在这里。</translation>
    </message>
    <message>
        <source>Open the demo project and load its model.</source>
        <translation>打开演示项目并加载其模型。</translation>
    </message>
    <message>
        <source>Path of a folder, or a name on the Hugging Face Hub; press Enter to inspect.</source>
        <translation>文件夹路径，或 Hugging Face Hub 上的名称；按回车键查看。</translation>
    </message>
    <message>
        <source>Path, or a name such as llava-hf/llava-1.5-7b-hf</source>
        <translation>路径，或名称，例如 llava-hf/llava-1.5-7b-hf</translation>
    </message>
    <message>
        <source>Recent models</source>
        <translation>最近的模型</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
</context>
<context>
    <name>ModelFacts</name>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Image processor</source>
        <translation>图像处理器</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>LoRA adapter</source>
        <translation>LoRA 适配器</translation>
    </message>
    <message>
        <source>Number format</source>
        <translation>数值格式</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>投影层</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Vision tower</source>
        <translation>视觉塔</translation>
    </message>
    <message>
        <source>Weights that fit</source>
        <translation>匹配的权重</translation>
    </message>
    <message>
        <source>found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} 个 token</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Choose a model folder…</source>
        <translation>选择模型文件夹…</translation>
    </message>
    <message>
        <source>Choose the multimodal model whose hallucinations you want to erase.</source>
        <translation>选择您想擦除其幻觉的多模态模型。</translation>
    </message>
    <message>
        <source>Download it here, or run the command below in a terminal and choose the new folder. Pickle files and program code are not downloaded.</source>
        <translation>在此下载，或在终端中运行下面的命令，然后选择新文件夹。不会下载 pickle 文件和程序代码。</translation>
    </message>
    <message>
        <source>Download to the same folder again to continue where it was.</source>
        <translation>再次下载到同一文件夹即可从中断处继续。</translation>
    </message>
    <message>
        <source>Free the memory of the model.</source>
        <translation>释放模型占用的内存。</translation>
    </message>
    <message>
        <source>Inspecting {name}…</source>
        <translation>正在查看 {name}…</translation>
    </message>
    <message>
        <source>It is not downloaded on this computer, and no download starts by itself.</source>
        <translation>它尚未下载到本机，也不会自动开始下载。</translation>
    </message>
    <message>
        <source>Load the model</source>
        <translation>加载模型</translation>
    </message>
    <message>
        <source>Load the model that was inspected.</source>
        <translation>加载已查看的模型。</translation>
    </message>
    <message>
        <source>Loading was cancelled.</source>
        <translation>加载已取消。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Open the demo project and load its model.</source>
        <translation>打开演示项目并加载其模型。</translation>
    </message>
    <message>
        <source>Pick the folder of a model.</source>
        <translation>选取模型所在的文件夹。</translation>
    </message>
    <message>
        <source>Stop it, or wait until it ends.</source>
        <translation>请将其停止，或等待其结束。</translation>
    </message>
    <message>
        <source>The adapter {name} will be applied to the model below.</source>
        <translation>适配器 {name} 将应用于下方的模型。</translation>
    </message>
    <message>
        <source>The base model that it names is not on this computer.</source>
        <translation>它所指定的基础模型不在本机上。</translation>
    </message>
    <message>
        <source>The download was stopped.</source>
        <translation>下载已停止。</translation>
    </message>
    <message>
        <source>The model was unloaded, which freed {amount}.</source>
        <translation>模型已卸载，释放了 {amount}。</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>Unload the model</source>
        <translation>卸载模型</translation>
    </message>
    <message>
        <source>{name} is loaded already.</source>
        <translation>{name} 已经加载。</translation>
    </message>
    <message>
        <source>{name} was not loaded.</source>
        <translation>未加载 {name}。</translation>
    </message>
    <message>
        <source>“{name}” is a name on the Hugging Face Hub.</source>
        <translation>“{name}”是 Hugging Face Hub 上的名称。</translation>
    </message>
    <message>
        <source>“{title}” is running.</source>
        <translation>“{title}”正在运行。</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Before/after</source>
        <translation>前后对比</translation>
    </message>
    <message>
        <source>Concepts</source>
        <translation>概念</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>鲁棒性</translation>
    </message>
    <message>
        <source>Side effects</source>
        <translation>副作用</translation>
    </message>
    <message>
        <source>The page {0} could not be shown.</source>
        <translation>页面 {0} 无法显示。</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>An unexpected error occurred when the program last ran.</source>
        <translation>程序上次运行时发生了意外错误。</translation>
    </message>
    <message>
        <source>An unexpected error occurred.</source>
        <translation>发生了意外错误。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Crash record copied</source>
        <translation>崩溃记录已复制</translation>
    </message>
    <message>
        <source>Everything saved before it is kept. It was recorded in {0}.</source>
        <translation>在此之前保存的内容都已保留。错误记录在 {0} 中。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>You can continue. To report it, use Help → Save a support bundle.</source>
        <translation>您可以继续。要报告此问题，请使用“帮助 → 保存支持包”。</translation>
    </message>
</context>
<context>
    <name>NounsDialog</name>
    <message>
        <source>1 caption</source>
        <translation>1 条描述</translation>
    </message>
    <message>
        <source>1 noun</source>
        <translation>1 个名词</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Check the words to add; “counts as” names the object that a word stands for</source>
        <translation>勾选要添加的词；“计为”指定该词所代表的物体</translation>
    </message>
    <message>
        <source>Check to add “{0}” to the vocabulary</source>
        <translation>勾选以将“{0}”添加到词表</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>计为</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Find nouns</source>
        <translation>查找名词</translation>
    </message>
    <message>
        <source>List the nouns in the captions that the vocabulary lacks</source>
        <translation>列出描述中词表缺少的名词</translation>
    </message>
    <message>
        <source>Noun</source>
        <translation>名词</translation>
    </message>
    <message>
        <source>Nouns in the captions that the vocabulary does not cover, so they are not checked yet. They are found by their position in the sentence; a few are not objects.</source>
        <translation>描述中未被词表涵盖、因此尚未检查的名词。它们按在句中的位置找出；少数并非物体。</translation>
    </message>
    <message>
        <source>Nouns that the vocabulary lacks</source>
        <translation>词表缺少的名词</translation>
    </message>
    <message>
        <source>Objects missing from the vocabulary</source>
        <translation>词表中缺少的物体</translation>
    </message>
    <message>
        <source>The object the word stands for; press F2 to change it</source>
        <translation>该词所代表的物体；按 F2 更改</translation>
    </message>
    <message>
        <source>The vocabulary covers all nouns in {0}.</source>
        <translation>词表涵盖了{0}中的所有名词。</translation>
    </message>
    <message>
        <source>Vocabularies</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Write a vocabulary with 1 word …</source>
        <translation>写出含 1 个词的词表…</translation>
    </message>
    <message>
        <source>Write a vocabulary with {0} words …</source>
        <translation>写出含 {0} 个词的词表…</translation>
    </message>
    <message>
        <source>Write a vocabulary …</source>
        <translation>写出词表…</translation>
    </message>
    <message>
        <source>Write the vocabulary with the checked words</source>
        <translation>写出含勾选词语的词表</translation>
    </message>
    <message>
        <source>Write the vocabulary with the checked words to a file, and test with it</source>
        <translation>将含勾选词语的词表写入文件，并用它测试</translation>
    </message>
    <message>
        <source>{0} captions</source>
        <translation>{0} 条描述</translation>
    </message>
    <message>
        <source>{0} in {1}; the most frequent are listed first.</source>
        <translation>{1}中有{0}；最常见的排在最前。</translation>
    </message>
    <message>
        <source>{0} nouns</source>
        <translation>{0} 个名词</translation>
    </message>
</context>
<context>
    <name>OtherWindows</name>
    <message>
        <source>It can be open in several windows, which show each other&apos;s changes. Only one at a time can test its images.</source>
        <translation>它可以在多个窗口中打开，各窗口会显示彼此的更改。同一时间只有一个窗口可以测试其图像。</translation>
    </message>
    <message>
        <source>Open it here too</source>
        <translation>在此也打开</translation>
    </message>
    <message>
        <source>Show that window</source>
        <translation>显示那个窗口</translation>
    </message>
    <message>
        <source>That window is on the computer {0}.</source>
        <translation>那个窗口在计算机 {0} 上。</translation>
    </message>
    <message>
        <source>The project {0} is open in another window.</source>
        <translation>项目 {0} 已在另一个窗口中打开。</translation>
    </message>
</context>
<context>
    <name>Overruling</name>
    <message>
        <source>Grounded</source>
        <translation>属实</translation>
    </message>
    <message>
        <source>Hallucinated</source>
        <translation>幻觉</translation>
    </message>
    <message>
        <source>It cannot be decided</source>
        <translation>无法确定</translation>
    </message>
    <message>
        <source>It is in the picture</source>
        <translation>它在图片中</translation>
    </message>
    <message>
        <source>It is not there</source>
        <translation>它不在图片中</translation>
    </message>
    <message>
        <source>Remove my verdict</source>
        <translation>撤回我的判定</translation>
    </message>
    <message>
        <source>Remove my verdicts on the selected mentions</source>
        <translation>撤回我对所选提及的判定</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>The objects of the selected mentions are in their pictures</source>
        <translation>所选提及的物体在其图片中</translation>
    </message>
    <message>
        <source>The objects of the selected mentions are not there</source>
        <translation>所选提及的物体不在图片中</translation>
    </message>
    <message>
        <source>The selected mentions cannot be decided</source>
        <translation>所选提及无法确定</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
</context>
<context>
    <name>OwnPresetMenu</name>
    <message>
        <source>Delete the preset</source>
        <translation>删除预设</translation>
    </message>
    <message>
        <source>Name of the preset:</source>
        <translation>预设名称：</translation>
    </message>
    <message>
        <source>No preset was saved: a setting has a value that can&apos;t be used.</source>
        <translation>未保存预设：有一项设置的值无法使用。</translation>
    </message>
    <message>
        <source>Presets of your own</source>
        <translation>您自己的预设</translation>
    </message>
    <message>
        <source>Rename the preset</source>
        <translation>重命名预设</translation>
    </message>
    <message>
        <source>Rename the preset…</source>
        <translation>重命名预设…</translation>
    </message>
    <message>
        <source>Replace the preset</source>
        <translation>替换预设</translation>
    </message>
    <message>
        <source>Save as a preset</source>
        <translation>保存为预设</translation>
    </message>
    <message>
        <source>Save as a preset…</source>
        <translation>保存为预设…</translation>
    </message>
    <message>
        <source>Save the changes to “{0}”</source>
        <translation>将更改保存到“{0}”</translation>
    </message>
    <message>
        <source>Save these settings as a preset, rename or delete one.</source>
        <translation>将这些设置保存为预设，或重命名、删除预设。</translation>
    </message>
    <message>
        <source>There is a preset “{0}” already. Replace it?</source>
        <translation>已有预设“{0}”。要替换吗？</translation>
    </message>
    <message>
        <source>change the preset “{0}”</source>
        <translation>更改预设“{0}”</translation>
    </message>
    <message>
        <source>delete the preset “{0}”</source>
        <translation>删除预设“{0}”</translation>
    </message>
    <message>
        <source>rename the preset “{0}”</source>
        <translation>重命名预设“{0}”</translation>
    </message>
    <message>
        <source>save the preset “{0}”</source>
        <translation>保存预设“{0}”</translation>
    </message>
</context>
<context>
    <name>OwnPresets</name>
    <message>
        <source>A name has at most {0} characters.</source>
        <translation>名称最多 {0} 个字符。</translation>
    </message>
    <message>
        <source>A name has only characters that can be seen.</source>
        <translation>名称只能包含可见字符。</translation>
    </message>
    <message>
        <source>A preset needs a name.</source>
        <translation>预设需要名称。</translation>
    </message>
    <message>
        <source>A preset of the program has this name. Choose another.</source>
        <translation>程序自带的预设已使用此名称。请另选一个。</translation>
    </message>
    <message>
        <source>A preset of your own.</source>
        <translation>您自己的预设。</translation>
    </message>
    <message>
        <source>Check the disk and the folder {0}, then try again.</source>
        <translation>请检查磁盘和文件夹 {0}，然后重试。</translation>
    </message>
    <message>
        <source>Its values cannot be read.</source>
        <translation>无法读取其中的值。</translation>
    </message>
    <message>
        <source>The preset could not be saved.</source>
        <translation>无法保存预设。</translation>
    </message>
    <message>
        <source>Your presets could not be read ({0}). The old file was kept as {1}.</source>
        <translation>无法读取您的预设（{0}）。旧文件已保留为 {1}。</translation>
    </message>
    <message>
        <source>it was written by a newer version</source>
        <translation>它由更新的版本写入</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>No project is open</source>
        <translation>未打开项目</translation>
    </message>
    <message>
        <source>Open or make a project</source>
        <translation>打开或新建项目</translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation>命令已复制。</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
</context>
<context>
    <name>PairsTab</name>
    <message>
        <source>Other programs can train on your verdicts: rejected is a caption as the model wrote it, chosen the same caption without what it hallucinates. No model is loaded.</source>
        <translation>其他程序可以用您的判定进行训练：被拒绝的是模型原本写出的描述，被选中的是去掉幻觉内容的同一描述。不会加载模型。</translation>
    </message>
    <message>
        <source>Test images first: there are no captions yet.</source>
        <translation>请先测试图像：还没有描述。</translation>
    </message>
    <message>
        <source>This folder is not empty, and nothing is overwritten.</source>
        <translation>此文件夹非空，不会覆盖任何内容。</translation>
    </message>
    <message>
        <source>Write preference pairs for training with other programs</source>
        <translation>写出偏好对，用于其他程序的训练</translation>
    </message>
    <message>
        <source>Write the pairs</source>
        <translation>写出偏好对</translation>
    </message>
    <message>
        <source>Writing preference pairs</source>
        <translation>正在写出偏好对</translation>
    </message>
</context>
<context>
    <name>PathEditor</name>
    <message>
        <source>A file…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>A folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Browse for {label}</source>
        <translation>浏览“{label}”</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose it in a file dialog.</source>
        <translation>在文件对话框中选择。</translation>
    </message>
    <message>
        <source>Please choose a path.</source>
        <translation>请选择路径。</translation>
    </message>
    <message>
        <source>drop here or browse</source>
        <translation>拖到这里或浏览</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Put the picture on the clipboard, without boxes</source>
        <translation>将不带方框的图片放到剪贴板</translation>
    </message>
    <message>
        <source>Wheel or + and − zoom, 0 fits, 1 is the actual size, dragging moves</source>
        <translation>滚轮或 + 和 − 缩放，0 适应窗口，1 为实际大小，拖动可移动</translation>
    </message>
    <message>
        <source>{0} cannot be shown: {1}</source>
        <translation>无法显示 {0}：{1}</translation>
    </message>
    <message>
        <source>{0}. Click a box to see the evidence; B hides the boxes</source>
        <translation>{0}。单击方框查看证据；按 B 隐藏方框</translation>
    </message>
</context>
<context>
    <name>PlaceList</name>
    <message>
        <source>Enter or a double click opens the image; Ctrl or Shift selects several</source>
        <translation>按回车键或双击打开图像；Ctrl 或 Shift 可选择多个</translation>
    </message>
    <message>
        <source>Pictures and phrases of the concept</source>
        <translation>该概念的图片和短语</translation>
    </message>
</context>
<context>
    <name>PlacesPanel</name>
    <message>
        <source>All mentions</source>
        <translation>所有提及</translation>
    </message>
    <message>
        <source>Open image</source>
        <translation>打开图像</translation>
    </message>
    <message>
        <source>Show only mentions with one verdict</source>
        <translation>只显示某一种判定的提及</translation>
    </message>
    <message>
        <source>Show the image on the Images page, with its evidence</source>
        <translation>在“图像”页显示该图像及其证据</translation>
    </message>
    <message>
        <source>Which mentions are shown</source>
        <translation>显示哪些提及</translation>
    </message>
    <message>
        <source>“{1}”: 1 mention</source>
        <translation>“{1}”：1 处提及</translation>
    </message>
    <message>
        <source>“{1}”: 1 {2} mention</source>
        <translation>“{1}”：1 处{2}提及</translation>
    </message>
    <message>
        <source>“{1}”: {0} mentions</source>
        <translation>“{1}”：{0} 处提及</translation>
    </message>
    <message>
        <source>“{1}”: {0} {2} mentions</source>
        <translation>“{1}”：{0} 处{2}提及</translation>
    </message>
</context>
<context>
    <name>PlanLine</name>
    <message>
        <source>Does not fit, not even with {0}.</source>
        <translation>放不下，即使使用 {0} 也不行。</translation>
    </message>
    <message>
        <source>Fits: {0}.</source>
        <translation>放得下：{0}。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
</context>
<context>
    <name>PlotGuideDialog</name>
    <message>
        <source>How to read the plot</source>
        <translation>如何解读此图</translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation>当前：{0}</translation>
    </message>
    <message>
        <source>The document is missing.</source>
        <translation>缺少该文档。</translation>
    </message>
    <message>
        <source>There is nothing to show yet: {0}</source>
        <translation>还没有可显示的内容：{0}</translation>
    </message>
    <message>
        <source>What does this plot show?</source>
        <translation>这张图显示什么？</translation>
    </message>
</context>
<context>
    <name>PlotHeader</name>
    <message>
        <source>Drag into another program to copy the plot there</source>
        <translation>拖入其他程序，将图复制到那里</translation>
    </message>
    <message>
        <source>Enlarge this plot, or restore its size</source>
        <translation>放大此图，或恢复其大小</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation>纵轴使用对数刻度</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>未保存：{0}</translation>
    </message>
    <message>
        <source>Show everything again (double-click, or key 0)</source>
        <translation>重新显示全部（双击，或按 0 键）</translation>
    </message>
    <message>
        <source>enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
</context>
<context>
    <name>PlotPanel</name>
    <message>
        <source>Draw earlier runs dashed beneath this one</source>
        <translation>将之前的运行以虚线画在此运行之下</translation>
    </message>
    <message>
        <source>Draw {0} beneath</source>
        <translation>在下层绘制 {0}</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>之前的运行</translation>
    </message>
    <message>
        <source>Earlier runs to draw beneath</source>
        <translation>在下层绘制的之前的运行</translation>
    </message>
    <message>
        <source>How much of each point comes from the points before it (per step curves)</source>
        <translation>每个点有多少来自其之前的点（按步曲线）</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
</context>
<context>
    <name>PresetPicker</name>
    <message>
        <source>Changed from the preset “{0}”.</source>
        <translation>已在预设“{0}”的基础上更改。</translation>
    </message>
    <message>
        <source>Own settings</source>
        <translation>自定义设置</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Settings that suit a goal or the available memory.</source>
        <translation>适合某个目标或可用内存的设置。</translation>
    </message>
</context>
<context>
    <name>ProbePanel</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the settings; they are kept</source>
        <translation>关闭设置；设置会保留</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy the command line that tests the images without this window</source>
        <translation>复制无需此窗口即可测试图像的命令行</translation>
    </message>
    <message>
        <source>Find missing objects …</source>
        <translation>查找缺少的物体…</translation>
    </message>
    <message>
        <source>Key: from the environment ({0})</source>
        <translation>密钥：来自环境变量（{0}）</translation>
    </message>
    <message>
        <source>Key: not set. If the server needs one, set {0} and start this program again.</source>
        <translation>密钥：未设置。如果服务器需要密钥，请设置 {0} 并重新启动程序。</translation>
    </message>
    <message>
        <source>List nouns in the captions that the vocabulary lacks, and add some to it</source>
        <translation>列出描述中词表缺少的名词，并添加其中一些</translation>
    </message>
    <message>
        <source>Settings of the test</source>
        <translation>测试的设置</translation>
    </message>
    <message>
        <source>Testing images</source>
        <translation>正在测试图像</translation>
    </message>
</context>
<context>
    <name>ProjectTool</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close; nothing is lost</source>
        <translation>关闭；不会丢失任何内容</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy the command line that does the same without a window</source>
        <translation>复制无需窗口即可执行相同操作的命令行</translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation>命令已复制。</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
</context>
<context>
    <name>QueueDrawer</name>
    <message>
        <source>1 job waits</source>
        <translation>1 个任务在等待</translation>
    </message>
    <message>
        <source>1 was interrupted</source>
        <translation>1 个曾被中断</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>清除已结束的任务</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the queue (Ctrl+J)</source>
        <translation>关闭队列（Ctrl+J）</translation>
    </message>
    <message>
        <source>Continue the running job and the queue</source>
        <translation>继续正在运行的任务和队列</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>No jobs. A job that is started while another job runs waits here.</source>
        <translation>没有任务。在另一任务运行时启动的任务会在此等待。</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Pause the running job, and start no further job</source>
        <translation>暂停正在运行的任务，且不再启动其他任务</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the jobs that have ended from the list; what they did is kept</source>
        <translation>从列表中移除已结束的任务；其结果保留</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>全部继续</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
    <message>
        <source>Run next</source>
        <translation>接下来运行</translation>
    </message>
    <message>
        <source>Run the jobs that wait, one after another</source>
        <translation>依次运行等待中的任务</translation>
    </message>
    <message>
        <source>Run the queue</source>
        <translation>运行队列</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>显示运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation>命令已复制。</translation>
    </message>
    <message>
        <source>in another program (process {0})</source>
        <translation>在另一个程序中（进程 {0}）</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation>{0} 个任务</translation>
    </message>
    <message>
        <source>{0} jobs wait</source>
        <translation>{0} 个任务在等待</translation>
    </message>
    <message>
        <source>{0} were interrupted</source>
        <translation>{0} 个曾被中断</translation>
    </message>
</context>
<context>
    <name>QueueEdits</name>
    <message>
        <source>remove “{0}” from the queue</source>
        <translation>从队列移除“{0}”</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>RailItem</name>
    <message>
        <source>Show {0}</source>
        <translation>显示“{0}”</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>{0} (Ctrl+{1})</source>
        <translation>{0}（Ctrl+{1}）</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}，{1}</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Add annotations of the images, choose a CLIP model, or have the model asked about each object.</source>
        <translation>请添加图像的标注，选择 CLIP 模型，或让模型回答每个物体是否存在。</translation>
    </message>
    <message>
        <source>Annotated images that are not in the project: {0} ({1}).</source>
        <translation>已标注但不在项目中的图像：{0}（{1}）。</translation>
    </message>
    <message>
        <source>Captions imported as the model&apos;s own words: {0} of {1} checked.</source>
        <translation>作为模型自己的输出导入的描述：已检查的 {1} 条中有 {0} 条。</translation>
    </message>
    <message>
        <source>Captions imported: {0}.</source>
        <translation>已导入的描述：{0}。</translation>
    </message>
    <message>
        <source>Captions that are empty or repeat themselves: {0}.</source>
        <translation>为空或自我重复的描述：{0}。</translation>
    </message>
    <message>
        <source>Categories that are not in the vocabulary: {0} ({1}).</source>
        <translation>不在词表中的类别：{0}（{1}）。</translation>
    </message>
    <message>
        <source>Confirmed as the model&apos;s own words: {0} of {1}.</source>
        <translation>确认为模型自己的输出：{1} 条中有 {0} 条。</translation>
    </message>
    <message>
        <source>Files that could not be read: {0}.</source>
        <translation>无法读取的文件：{0}。</translation>
    </message>
    <message>
        <source>Images added: {0}.</source>
        <translation>已添加的图像：{0}。</translation>
    </message>
    <message>
        <source>Images annotated: {0} ({1}).</source>
        <translation>已标注的图像：{0}（{1}）。</translation>
    </message>
    <message>
        <source>Images tested: {0}. Mentions: {1}, of which hallucinated: {2}.</source>
        <translation>已测试的图像：{0}。提及：{1}，其中幻觉：{2}。</translation>
    </message>
    <message>
        <source>Images tested: {0}. None of the {1} mentions could be judged.</source>
        <translation>已测试的图像：{0}。{1} 处提及均无法判定。</translation>
    </message>
    <message>
        <source>Images that keep their captions: {0}.</source>
        <translation>保留其描述的图像：{0}。</translation>
    </message>
    <message>
        <source>Images that remain undecided: {0} ({1}).</source>
        <translation>仍未判定的图像：{0}（{1}）。</translation>
    </message>
    <message>
        <source>Images with a hallucination: {0}; without further captions {1}.</source>
        <translation>出现幻觉的图像：{0}；不计附加描述时为 {1}。</translation>
    </message>
    <message>
        <source>Images without a picture: {0}.</source>
        <translation>没有图片的图像：{0}。</translation>
    </message>
    <message>
        <source>Images without annotation: {0} ({1}).</source>
        <translation>没有标注的图像：{0}（{1}）。</translation>
    </message>
    <message>
        <source>In the project already: {0}.</source>
        <translation>已在项目中：{0}。</translation>
    </message>
    <message>
        <source>Not the model&apos;s words: {0}.</source>
        <translation>不是模型的输出：{0}。</translation>
    </message>
    <message>
        <source>Of images without a picture: {0}.</source>
        <translation>没有图片的图像的描述：{0}。</translation>
    </message>
    <message>
        <source>Repeated images skipped: {0}.</source>
        <translation>跳过的重复图像：{0}。</translation>
    </message>
    <message>
        <source>The captions checked so far are kept; importing again continues.</source>
        <translation>目前已检查的描述保留；再次导入会继续。</translation>
    </message>
    <message>
        <source>The captions so far are kept; testing again continues from there.</source>
        <translation>目前的描述保留；再次测试会从该处继续。</translation>
    </message>
    <message>
        <source>The import was stopped.</source>
        <translation>导入已停止。</translation>
    </message>
    <message>
        <source>The test was stopped.</source>
        <translation>测试已停止。</translation>
    </message>
    <message>
        <source>Unusable lines: {0}.</source>
        <translation>无法使用的行：{0}。</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files written</source>
        <translation>已写出的文件</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Put the command line that did this on the clipboard.</source>
        <translation>将执行此操作的命令行放到剪贴板。</translation>
    </message>
    <message>
        <source>Show the files in the file manager.</source>
        <translation>在文件管理器中显示文件。</translation>
    </message>
    <message>
        <source>Show the report in the browser.</source>
        <translation>在浏览器中显示报告。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>What was written; double-click to open.</source>
        <translation>已写出的内容；双击打开。</translation>
    </message>
    <message>
        <source>Written, but not compared: no images were to be used.</source>
        <translation>已写出，但未比较：未使用任何图像。</translation>
    </message>
    <message>
        <source>and 1 caption more</source>
        <translation>以及另外 1 条描述</translation>
    </message>
    <message>
        <source>and {0} captions more</source>
        <translation>以及另外 {0} 条描述</translation>
    </message>
    <message>
        <source>{image}: “{expected}” became “{found}”</source>
        <translation>{image}：“{expected}”变成了“{found}”</translation>
    </message>
    <message>
        <source>✓ Reloaded: all {0} captions are the same, token by token.</source>
        <translation>✓ 已重新加载：全部 {0} 条描述逐 token 相同。</translation>
    </message>
    <message>
        <source>✓ Reloaded: the caption is the same, token by token.</source>
        <translation>✓ 已重新加载：描述逐 token 相同。</translation>
    </message>
    <message>
        <source>✗ Reloaded: the export does not give the same captions.</source>
        <translation>✗ 已重新加载：导出的模型给出的描述不同。</translation>
    </message>
</context>
<context>
    <name>ResurgenceView</name>
    <message>
        <source>. Bands need at least three seeds.</source>
        <translation>。区间带至少需要三个随机种子。</translation>
    </message>
    <message>
        <source>. Shaded: 95 % intervals over seeds.</source>
        <translation>。阴影：各随机种子的 95 % 区间。</translation>
    </message>
    <message>
        <source>Attacks: </source>
        <translation>攻击次数：</translation>
    </message>
    <message>
        <source>CE, nats</source>
        <translation>CE（nat）</translation>
    </message>
    <message>
        <source>Concept recall</source>
        <translation>概念召回率</translation>
    </message>
    <message>
        <source>Depth (CE)</source>
        <translation>深度（CE）</translation>
    </message>
    <message>
        <source>Hallucination under attack</source>
        <translation>攻击下的幻觉</translation>
    </message>
    <message>
        <source>Numbers at each step</source>
        <translation>每一步的数值</translation>
    </message>
    <message>
        <source>concept recall</source>
        <translation>概念召回率</translation>
    </message>
    <message>
        <source>hallucination</source>
        <translation>幻觉</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>测得</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>step of the attack</source>
        <translation>攻击步数</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>第 {0} 步</translation>
    </message>
    <message>
        <source>this attack</source>
        <translation>本次攻击</translation>
    </message>
    <message>
        <source>{0}, placebo</source>
        <translation>{0}，安慰剂</translation>
    </message>
</context>
<context>
    <name>RobustnessPage</name>
    <message>
        <source>Attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Attack an erasure in many ways</source>
        <translation>用多种方式攻击一次擦除</translation>
    </message>
    <message>
        <source>Attack chosen runs</source>
        <translation>攻击所选的运行</translation>
    </message>
    <message>
        <source>Attack the checked runs</source>
        <translation>攻击勾选的运行</translation>
    </message>
    <message>
        <source>Attacks and comparisons are runs of a project.</source>
        <translation>攻击和比较是项目的运行。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare the methods</source>
        <translation>比较方法</translation>
    </message>
    <message>
        <source>Erase with each method, attack each, over several seeds</source>
        <translation>用每种方法擦除并逐一攻击，使用多个随机种子</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>损失地形</translation>
    </message>
    <message>
        <source>Measure the loss landscape</source>
        <translation>测量损失地形</translation>
    </message>
    <message>
        <source>Nothing was started.</source>
        <translation>未启动任何任务。</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>鲁棒性</translation>
    </message>
    <message>
        <source>Run the attack suite</source>
        <translation>运行攻击套件</translation>
    </message>
    <message>
        <source>Settings of {0}</source>
        <translation>{0} 的设置</translation>
    </message>
    <message>
        <source>Suite</source>
        <translation>套件</translation>
    </message>
    <message>
        <source>The form has the settings of {0}; undo restores it.</source>
        <translation>表单已填入 {0} 的设置；撤销可恢复。</translation>
    </message>
    <message>
        <source>The loss around the weights of a model</source>
        <translation>模型权重附近的损失</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>the model as it is on disk</source>
        <translation>磁盘上的原模型</translation>
    </message>
</context>
<context>
    <name>RobustnessSide</name>
    <message>
        <source>Attack one run</source>
        <translation>攻击一个运行</translation>
    </message>
    <message>
        <source>Compare the methods</source>
        <translation>比较方法</translation>
    </message>
    <message>
        <source>Fine-tuning the erased model on captions with the hallucination shows whether it comes back. Erase first, or compare the methods in one go.</source>
        <translation>用含有幻觉的描述微调擦除后的模型，可看出幻觉是否复现。请先擦除，或一次性比较各方法。</translation>
    </message>
    <message>
        <source>Go to Erase</source>
        <translation>前往“擦除”</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>损失地形</translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation>尚无攻击</translation>
    </message>
    <message>
        <source>Nothing is erased yet</source>
        <translation>尚未擦除任何内容</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Resurgence</source>
        <translation>复现</translation>
    </message>
    <message>
        <source>Resurgence curves appear here, with intervals over seeds.</source>
        <translation>复现曲线及各随机种子的区间显示在这里。</translation>
    </message>
    <message>
        <source>Suite</source>
        <translation>套件</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示的内容</translation>
    </message>
</context>
<context>
    <name>RuleChoice</name>
    <message>
        <source>1 mention changes</source>
        <translation>1 处提及改变</translation>
    </message>
    <message>
        <source>Combination</source>
        <translation>组合方式</translation>
    </message>
    <message>
        <source>How evidence is combined</source>
        <translation>证据如何组合</translation>
    </message>
    <message>
        <source>How the verdicts of several sources become one; your own always wins</source>
        <translation>多个来源的判定如何合而为一；您自己的判定始终优先</translation>
    </message>
    <message>
        <source>{0} mentions change</source>
        <translation>{0} 处提及改变</translation>
    </message>
</context>
<context>
    <name>RunCard</name>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Erasure</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Erasure run</source>
        <translation>擦除运行</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Hallucination rate after</source>
        <translation>之后的幻觉率</translation>
    </message>
    <message>
        <source>Hallucination rate before</source>
        <translation>之前的幻觉率</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Not attacked yet: see the Robustness page.</source>
        <translation>尚未攻击：见“鲁棒性”页。</translation>
    </message>
    <message>
        <source>Put the command line that does the same on the clipboard.</source>
        <translation>将执行相同操作的命令行放到剪贴板。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>The erasure to export.</source>
        <translation>要导出的擦除。</translation>
    </message>
    <message>
        <source>This erasure is {status}. Resume it on the Erase page first.</source>
        <translation>此擦除的状态为“{status}”。请先在“擦除”页继续它。</translation>
    </message>
    <message>
        <source>Write only the report</source>
        <translation>只写报告</translation>
    </message>
    <message>
        <source>Write the HTML report into the project&apos;s folder.</source>
        <translation>将 HTML 报告写入项目文件夹。</translation>
    </message>
    <message>
        <source>Write, reload and compare.</source>
        <translation>写出、重新加载并比较。</translation>
    </message>
    <message>
        <source>✓ No attack brought the hallucination back.</source>
        <translation>✓ 没有攻击使幻觉复现。</translation>
    </message>
    <message>
        <source>✗ An attack brought the hallucination back: {0} → {1} of images ({2}).</source>
        <translation>✗ 有攻击使幻觉复现：图像比例 {0} → {1}（{2}）。</translation>
    </message>
</context>
<context>
    <name>RunChoice</name>
    <message>
        <source>Run shown</source>
        <translation>显示的运行</translation>
    </message>
    <message>
        <source>Which erasure&apos;s curves are shown</source>
        <translation>显示哪次擦除的曲线</translation>
    </message>
    <message>
        <source>the run that is starting</source>
        <translation>正在启动的运行</translation>
    </message>
</context>
<context>
    <name>RunComparison</name>
    <message>
        <source>CE of hallucinated spans, held-out</source>
        <translation>幻觉片段的 CE，留出图像</translation>
    </message>
    <message>
        <source>Concept recall</source>
        <translation>概念召回率</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Hallucination rate</source>
        <translation>幻觉率</translation>
    </message>
    <message>
        <source>Loss of the attack</source>
        <translation>攻击的损失</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Negative loss</source>
        <translation>负样本损失</translation>
    </message>
    <message>
        <source>No curves over steps</source>
        <translation>没有随步数变化的曲线</translation>
    </message>
    <message>
        <source>Only where they differ</source>
        <translation>仅显示不同之处</translation>
    </message>
    <message>
        <source>Positive loss</source>
        <translation>正样本损失</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Sentence loss</source>
        <translation>句子损失</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings of the selected runs</source>
        <translation>所选运行的设置</translation>
    </message>
    <message>
        <source>Sharpness per step</source>
        <translation>每步锐度</translation>
    </message>
    <message>
        <source>Sharpness, worst case</source>
        <translation>锐度，最坏情况</translation>
    </message>
    <message>
        <source>Steps per second</source>
        <translation>每秒步数</translation>
    </message>
    <message>
        <source>The selected runs</source>
        <translation>所选的运行</translation>
    </message>
    <message>
        <source>These runs have the same settings.</source>
        <translation>这些运行的设置相同。</translation>
    </message>
    <message>
        <source>What the curves show</source>
        <translation>曲线表示什么</translation>
    </message>
    <message>
        <source>With two or more runs: leave out settings that are the same</source>
        <translation>有两个或更多运行时：省略相同的设置</translation>
    </message>
</context>
<context>
    <name>RunControls</name>
    <message>
        <source>Checkpoint now</source>
        <translation>立即保存检查点</translation>
    </message>
    <message>
        <source>Pause after the current step</source>
        <translation>在当前步之后暂停</translation>
    </message>
    <message>
        <source>Progress of the job, or of the current part of it</source>
        <translation>任务或其当前部分的进度</translation>
    </message>
    <message>
        <source>Resume where it stopped</source>
        <translation>从中断处继续</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop after the current step with a checkpoint; the run can be resumed</source>
        <translation>在当前步之后保存检查点并停止；运行可以继续</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Write a checkpoint after the current step, to resume the run from</source>
        <translation>在当前步之后写入检查点，以便从该处继续运行</translation>
    </message>
</context>
<context>
    <name>RunEdits</name>
    <message>
        <source>Close programs that use its files, then try again.</source>
        <translation>请关闭使用其文件的程序，然后重试。</translation>
    </message>
    <message>
        <source>It is still running.</source>
        <translation>它仍在运行。</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>请先将其停止。</translation>
    </message>
    <message>
        <source>delete {0}</source>
        <translation>删除 {0}</translation>
    </message>
    <message>
        <source>note on {0}</source>
        <translation>{0} 的备注</translation>
    </message>
    <message>
        <source>{0} could not be moved.</source>
        <translation>无法移动 {0}。</translation>
    </message>
    <message>
        <source>{0} was not deleted.</source>
        <translation>未删除 {0}。</translation>
    </message>
</context>
<context>
    <name>RunFilterRow</name>
    <message>
        <source>All kinds</source>
        <translation>所有类型</translation>
    </message>
    <message>
        <source>Filter by name, method, concept, note…</source>
        <translation>按名称、方法、概念、备注筛选…</translation>
    </message>
    <message>
        <source>Filter the runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>Kind of run</source>
        <translation>运行类型</translation>
    </message>
    <message>
        <source>Show only runs of one kind</source>
        <translation>只显示一种类型的运行</translation>
    </message>
    <message>
        <source>Show only runs that contain all of these words</source>
        <translation>只显示包含所有这些词语的运行</translation>
    </message>
</context>
<context>
    <name>RunOutcome</name>
    <message>
        <source>1 step</source>
        <translation>1 步</translation>
    </message>
    <message>
        <source>Attack it</source>
        <translation>攻击它</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Load the erased model</source>
        <translation>加载擦除后的模型</translation>
    </message>
    <message>
        <source>Load the model with this erasure, to try it on images</source>
        <translation>加载带有此擦除的模型，在图像上试用</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Resume from the last checkpoint with the run&apos;s own settings</source>
        <translation>用运行自己的设置从最近的检查点继续</translation>
    </message>
    <message>
        <source>Resume the run here if the program that worked on it has ended; if it still lives, it stops at its next step</source>
        <translation>如果原来处理它的程序已结束，则在此继续该运行；如果它仍在运行，会在其下一步停止</translation>
    </message>
    <message>
        <source>See whether the hallucination comes back when the model is fine-tuned</source>
        <translation>查看微调模型后幻觉是否复现</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>Write the erased model</source>
        <translation>写出擦除后的模型</translation>
    </message>
    <message>
        <source>concept recall {0} → {1}</source>
        <translation>概念召回率 {0} → {1}</translation>
    </message>
    <message>
        <source>hallucination {0} → {1}</source>
        <translation>幻觉 {0} → {1}</translation>
    </message>
    <message>
        <source>round {0} of {1}</source>
        <translation>第 {0} 轮，共 {1} 轮</translation>
    </message>
    <message>
        <source>running in another program</source>
        <translation>正在另一个程序中运行</translation>
    </message>
    <message>
        <source>weights of step {0} kept</source>
        <translation>保留了第 {0} 步的权重</translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation>{0} 步</translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Runs of the project</source>
        <translation>项目的运行</translation>
    </message>
    <message>
        <source>Select several runs to compare them</source>
        <translation>选择多个运行进行比较</translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Attacked: {0}</source>
        <translation>已攻击：{0}</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>CE</source>
        <translation>CE</translation>
    </message>
    <message>
        <source>Concepts: {0}</source>
        <translation>概念：{0}</translation>
    </message>
    <message>
        <source>Cross-entropy of the hallucinated spans at its end, in nats</source>
        <translation>结束时幻觉片段的交叉熵（nat）</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Hallucination rate at its last measurement</source>
        <translation>最后一次测量时的幻觉率</translation>
    </message>
    <message>
        <source>Hallucination rate on held-out images at its start</source>
        <translation>开始时留出图像上的幻觉率</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>How long it took</source>
        <translation>所用的时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Method of the erasure, or the attack</source>
        <translation>擦除的方法，或攻击</translation>
    </message>
    <message>
        <source>Name of the run&apos;s folder</source>
        <translation>运行文件夹的名称</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Optimisation steps done</source>
        <translation>已完成的优化步数</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>What the run did</source>
        <translation>运行的内容</translation>
    </message>
    <message>
        <source>When it started</source>
        <translation>何时开始</translation>
    </message>
    <message>
        <source>Your own words; double-click or F2 to edit</source>
        <translation>您自己的备注；双击或按 F2 编辑</translation>
    </message>
    <message>
        <source>attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>erasure</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>landscape</source>
        <translation>损失地形</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
</context>
<context>
    <name>SaveButton</name>
    <message>
        <source>Save as PNG picture…</source>
        <translation>另存为 PNG 图片…</translation>
    </message>
    <message>
        <source>Save as SVG drawing…</source>
        <translation>另存为 SVG 图形…</translation>
    </message>
    <message>
        <source>Copy or save {0}</source>
        <translation>复制或保存 {0}</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy the values as a table</source>
        <translation>将数值复制为表格</translation>
    </message>
    <message>
        <source>Copy, or save as picture, drawing or table</source>
        <translation>复制，或保存为图片、图形或表格</translation>
    </message>
    <message>
        <source>Save values as CSV…</source>
        <translation>将数值另存为 CSV…</translation>
    </message>
    <message>
        <source>Save {0}</source>
        <translation>保存 {0}</translation>
    </message>
    <message>
        <source>save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>ScoreHistogram</name>
    <message>
        <source>Drag a line to judge by another threshold. Keys: up and down choose the line, left and right move it. Drag the rest into another program to copy it there.</source>
        <translation>拖动线条以使用其他阈值判定。按键：上下键选择线条，左右键移动。将其余部分拖入其他程序可复制到那里。</translation>
    </message>
    <message>
        <source>Histogram of scores with thresholds</source>
        <translation>带阈值的分数直方图</translation>
    </message>
    <message>
        <source>No scores yet. Choose a detector or a CLIP model in the settings of the Images page, and test.</source>
        <translation>尚无分数。请在“图像”页的设置中选择检测器或 CLIP 模型，然后测试。</translation>
    </message>
    <message>
        <source>Reading the scores …</source>
        <translation>正在读取分数…</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>the histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>{0} {1}, {2} {3}; {4} is chosen</source>
        <translation>{0} {1}，{2} {3}；已选择 {4}</translation>
    </message>
</context>
<context>
    <name>ScoreScale</name>
    <message>
        <source>{0} on a scale with {1} at {2} and {3} at {4}</source>
        <translation>{0}，刻度上 {1} 位于 {2}，{3} 位于 {4}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Loading {0}</source>
        <translation>正在加载 {0}</translation>
    </message>
    <message>
        <source>Open a model folder of your own instead.</source>
        <translation>请改为打开您自己的模型文件夹。</translation>
    </message>
    <message>
        <source>Opening the demo</source>
        <translation>正在打开演示</translation>
    </message>
    <message>
        <source>Project {0} opened</source>
        <translation>项目 {0} 已打开</translation>
    </message>
    <message>
        <source>Runs after “{0}” and {1} more.</source>
        <translation>在“{0}”及另外 {1} 个任务之后运行。</translation>
    </message>
    <message>
        <source>Runs after “{0}”.</source>
        <translation>在“{0}”之后运行。</translation>
    </message>
    <message>
        <source>The demo is missing.</source>
        <translation>缺少演示。</translation>
    </message>
    <message>
        <source>This installation does not include {0}.</source>
        <translation>此安装不包含 {0}。</translation>
    </message>
    <message>
        <source>Unloading the model</source>
        <translation>正在卸载模型</translation>
    </message>
    <message>
        <source>{0}: done</source>
        <translation>{0}：完成</translation>
    </message>
    <message>
        <source>{0}: stopped</source>
        <translation>{0}：已停止</translation>
    </message>
    <message>
        <source>“{0}” is running; stop it or wait for it first.</source>
        <translation>“{0}”正在运行；请先将其停止或等待其结束。</translation>
    </message>
    <message>
        <source>“{0}” was not started: “{1}” is running.</source>
        <translation>未启动“{0}”：“{1}”正在运行。</translation>
    </message>
</context>
<context>
    <name>SetPair</name>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Captions after</source>
        <translation>之后的描述</translation>
    </message>
    <message>
        <source>Captions before</source>
        <translation>之前的描述</translation>
    </message>
    <message>
        <source>Exchange before and after</source>
        <translation>交换前后</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>互换</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>at least {low}{unit}</source>
        <translation>至少 {low}{unit}</translation>
    </message>
    <message>
        <source>at most {high}{unit}</source>
        <translation>至多 {high}{unit}</translation>
    </message>
    <message>
        <source>{low} to {high}{unit}</source>
        <translation>{low} 至 {high}{unit}</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings could not be saved: {0}</source>
        <translation>无法保存设置：{0}</translation>
    </message>
    <message>
        <source>The settings could not be read ({0}). Defaults are used; the old file was kept as {1}.</source>
        <translation>无法读取设置（{0}）。将使用默认值；旧文件已保留为 {1}。</translation>
    </message>
    <message>
        <source>it was written by a newer version</source>
        <translation>它由更新的版本写入</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source> This desktop has no notification area: the window&apos;s entry in the task bar blinks.</source>
        <translation>此桌面没有通知区域：任务栏中的窗口条目会闪烁。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Browse for {label}</source>
        <translation>浏览“{label}”</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>选择文件夹。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the settings</source>
        <translation>关闭设置</translation>
    </message>
    <message>
        <source>Close; everything is applied already.</source>
        <translation>关闭；所有更改均已应用。</translation>
    </message>
    <message>
        <source>Colours of the window.</source>
        <translation>窗口的颜色。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Default device</source>
        <translation>默认设备</translation>
    </message>
    <message>
        <source>Else the next job begins.</source>
        <translation>否则将开始下一个任务。</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language of the window; a change takes effect at the next start.</source>
        <translation>窗口的语言；更改在下次启动时生效。</translation>
    </message>
    <message>
        <source>Latest crash record: {name}</source>
        <translation>最近的崩溃记录：{name}</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Logs, and the records of crashes if there were any.</source>
        <translation>日志，以及崩溃记录（如有）。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>No crash was recorded.</source>
        <translation>没有崩溃记录。</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>Pause it when a job fails</source>
        <translation>任务失败时暂停队列</translation>
    </message>
    <message>
        <source>Please enter the full path.</source>
        <translation>请输入完整路径。</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>Reduced: busy bars stand still, menus do not fade, the cursor does not blink.</source>
        <translation>减少：忙碌进度条静止，菜单不淡入淡出，光标不闪烁。</translation>
    </message>
    <message>
        <source>Say when a job has ended or failed, unless the window is in front.</source>
        <translation>任务结束或失败时通知，除非窗口在最前。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>The log folder could not be opened.</source>
        <translation>无法打开日志文件夹。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>This is a file, not a folder.</source>
        <translation>这是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>When a job ends</source>
        <translation>任务结束时</translation>
    </message>
    <message>
        <source>Where exports are written.</source>
        <translation>导出文件写入的位置。</translation>
    </message>
    <message>
        <source>Where new projects are made.</source>
        <translation>新项目创建的位置。</translation>
    </message>
    <message>
        <source>Where the dialog for a model folder opens.</source>
        <translation>打开模型文件夹的对话框的起始位置。</translation>
    </message>
    <message>
        <source>exports, in the project&apos;s folder</source>
        <translation>exports，位于项目文件夹中</translation>
    </message>
    <message>
        <source>home folder</source>
        <translation>主文件夹</translation>
    </message>
</context>
<context>
    <name>SetupButton</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show or hide the settings, to give the curves more room</source>
        <translation>显示或隐藏设置，为曲线留出更多空间</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this list</source>
        <translation>关闭此列表</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>Sides</name>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Caption after, of {0}</source>
        <translation>之后的描述，{0}</translation>
    </message>
    <message>
        <source>Caption before, of {0}</source>
        <translation>之前的描述，{0}</translation>
    </message>
</context>
<context>
    <name>Source</name>
    <message>
        <source>no evidence</source>
        <translation>无证据</translation>
    </message>
    <message>
        <source>the caption denies it</source>
        <translation>描述否认其存在</translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message>
        <source>A small model that hallucinates objects, with images: every step in minutes.</source>
        <translation>一个会产生物体幻觉的小模型，附带图像：每一步只需几分钟。</translation>
    </message>
    <message>
        <source>A vision-language model on this computer, in the Hugging Face layout.</source>
        <translation>本机上 Hugging Face 格式的视觉语言模型。</translation>
    </message>
    <message>
        <source>Continue where you left off: images, verdicts, runs.</source>
        <translation>从上次离开的地方继续：图像、判定、运行。</translation>
    </message>
    <message>
        <source>Find the objects a model sees that are not there, and erase them robustly.</source>
        <translation>找出模型看到但并不存在的物体，并稳健地将其擦除。</translation>
    </message>
    <message>
        <source>Icon of {0}</source>
        <translation>{0} 的图标</translation>
    </message>
    <message>
        <source>Load model {0}</source>
        <translation>加载模型 {0}</translation>
    </message>
    <message>
        <source>Make an empty project in a folder of your choice (Ctrl+N)</source>
        <translation>在您选择的文件夹中创建空项目（Ctrl+N）</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Open a model folder</source>
        <translation>打开模型文件夹</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Open project {0}</source>
        <translation>打开项目 {0}</translation>
    </message>
    <message>
        <source>Or drop a project, a model folder or images anywhere here.</source>
        <translation>也可以将项目、模型文件夹或图像拖到此处任意位置。</translation>
    </message>
    <message>
        <source>Recent models</source>
        <translation>最近的模型</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Checkpoint now</source>
        <translation>立即保存检查点</translation>
    </message>
    <message>
        <source>No model loaded</source>
        <translation>未加载模型</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause the job at its next step</source>
        <translation>在下一步暂停任务</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>正在暂停…</translation>
    </message>
    <message>
        <source>Progress of the job</source>
        <translation>任务进度</translation>
    </message>
    <message>
        <source>Queue: {0}</source>
        <translation>队列：{0}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Resume the job</source>
        <translation>继续任务</translation>
    </message>
    <message>
        <source>Show or hide the jobs that wait (Ctrl+J)</source>
        <translation>显示或隐藏等待的任务（Ctrl+J）</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the job; what is done is kept</source>
        <translation>停止任务；已完成的内容保留</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>The job is ending</source>
        <translation>任务即将结束</translation>
    </message>
    <message>
        <source>The job is paused; resume it</source>
        <translation>任务已暂停；继续它</translation>
    </message>
    <message>
        <source>The job stops at its next step</source>
        <translation>任务将在下一步停止</translation>
    </message>
    <message>
        <source>Write a checkpoint at the next step</source>
        <translation>在下一步写入检查点</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
</context>
<context>
    <name>StepsMenu</name>
    <message>
        <source>Show {0}</source>
        <translation>显示“{0}”</translation>
    </message>
</context>
<context>
    <name>StopQuestion</name>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the job?</source>
        <translation>要停止任务吗？</translation>
    </message>
    <message>
        <source>Stopping writes a checkpoint; the run can continue from it later.</source>
        <translation>停止会写入检查点；之后可以从该处继续运行。</translation>
    </message>
    <message>
        <source>What is finished is kept; the part at work is lost.</source>
        <translation>已完成的内容保留；正在进行的部分会丢失。</translation>
    </message>
    <message>
        <source>“{0}” has worked for {1}.</source>
        <translation>“{0}”已运行 {1}。</translation>
    </message>
</context>
<context>
    <name>SuiteTab</name>
    <message>
        <source>Attack the erasure in every way of the suite; finished attacks are kept</source>
        <translation>以套件中的每种方式攻击该擦除；已完成的攻击保留</translation>
    </message>
    <message>
        <source>Attacking {0} ({1} suite)</source>
        <translation>正在攻击 {0}（{1}套件）</translation>
    </message>
    <message>
        <source>Erase something first.</source>
        <translation>请先擦除一些内容。</translation>
    </message>
    <message>
        <source>Erasure to attack</source>
        <translation>要攻击的擦除</translation>
    </message>
    <message>
        <source>Run the suite</source>
        <translation>运行套件</translation>
    </message>
    <message>
        <source>Run the suite on {0}</source>
        <translation>对 {0} 运行套件</translation>
    </message>
    <message>
        <source>Runs many attacks and shows the strongest first, beside a placebo: how fast an object that was never invented is learnt. A stopped suite continues where it was.</source>
        <translation>运行多种攻击，最强的显示在最前，并与安慰剂对照：一个从未被幻觉的物体被学会的速度。停止的套件会从中断处继续。</translation>
    </message>
    <message>
        <source>The erasure that every attack of the suite is run on</source>
        <translation>套件中每种攻击所针对的擦除</translation>
    </message>
</context>
<context>
    <name>SuiteView</name>
    <message>
        <source>Attacks of the suite</source>
        <translation>套件的攻击</translation>
    </message>
    <message>
        <source>Attacks, strongest first</source>
        <translation>攻击，最强的在前</translation>
    </message>
    <message>
        <source>Control is learnt on</source>
        <translation>学会对照物体的图像</translation>
    </message>
    <message>
        <source>Control, model before erasure</source>
        <translation>对照物体，擦除前的模型</translation>
    </message>
    <message>
        <source>Erased object returns on</source>
        <translation>已擦除物体复现的图像</translation>
    </message>
    <message>
        <source>Hallucination rate after each attack, with its 95 % interval over the tested images; attacks that lower object recall too much come last</source>
        <translation>每种攻击之后的幻觉率及其在测试图像上的 95 % 区间；使物体召回率下降过多的攻击排在最后</translation>
    </message>
    <message>
        <source>No suite was run on this erasure yet.</source>
        <translation>尚未对此擦除运行套件。</translation>
    </message>
    <message>
        <source>Not counted: object recall falls by more than {0}</source>
        <translation>不计入：物体召回率下降超过 {0}</translation>
    </message>
    <message>
        <source>Placebo</source>
        <translation>安慰剂</translation>
    </message>
    <message>
        <source>Resurgence beside the placebo</source>
        <translation>与安慰剂对照的复现</translation>
    </message>
    <message>
        <source>attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>control object</source>
        <translation>对照物体</translation>
    </message>
    <message>
        <source>control, before erasure</source>
        <translation>对照，擦除前</translation>
    </message>
    <message>
        <source>erased object</source>
        <translation>已擦除物体</translation>
    </message>
    <message>
        <source>hallucination (95 %)</source>
        <translation>幻觉（95 %）</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>objects named</source>
        <translation>提到的物体</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>training step of the attack</source>
        <translation>攻击的训练步</translation>
    </message>
</context>
<context>
    <name>TableCopies</name>
    <message>
        <source>Copy the selection</source>
        <translation>复制所选内容</translation>
    </message>
    <message>
        <source>Copy the whole table</source>
        <translation>复制整个表格</translation>
    </message>
    <message>
        <source>{0} with its headings, as text and for spreadsheets</source>
        <translation>{0}及其标题，作为文本并可用于电子表格</translation>
    </message>
</context>
<context>
    <name>TermLabel</name>
    <message>
        <source>Glossary: click the label, or Shift+F1</source>
        <translation>术语表：单击标签，或按 Shift+F1</translation>
    </message>
    <message>
        <source>What does “{0}” mean?</source>
        <translation>“{0}”是什么意思？</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>Please enter a number.</source>
        <translation>请输入数字。</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>请填写此项。</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>以逗号分隔</translation>
    </message>
    <message>
        <source>separated by “{0}”</source>
        <translation>以“{0}”分隔</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>“{text}”不是数字。</translation>
    </message>
    <message>
        <source>“{text}” is not a whole number.</source>
        <translation>“{text}”不是整数。</translation>
    </message>
</context>
<context>
    <name>ThresholdsCard</name>
    <message>
        <source>A score above {0} counts as grounded</source>
        <translation>高于 {0} 的分数计为属实</translation>
    </message>
    <message>
        <source>A score below {0} counts as hallucinated</source>
        <translation>低于 {0} 的分数计为幻觉</translation>
    </message>
    <message>
        <source>Judging again …</source>
        <translation>正在重新判定…</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Selected concept only</source>
        <translation>仅所选概念</translation>
    </message>
    <message>
        <source>Show the scores of the selected concept only</source>
        <translation>只显示所选概念的分数</translation>
    </message>
    <message>
        <source>Source of the scores</source>
        <translation>分数来源</translation>
    </message>
    <message>
        <source>T0</source>
        <translation>T0</translation>
    </message>
    <message>
        <source>T1</source>
        <translation>T1</translation>
    </message>
    <message>
        <source>Whose scores are shown, and judged by the thresholds</source>
        <translation>显示并按阈值判定哪个来源的分数</translation>
    </message>
</context>
<context>
    <name>ThumbnailGrid</name>
    <message>
        <source>Pictures of the project</source>
        <translation>项目的图片</translation>
    </message>
    <message>
        <source>no
picture</source>
        <translation>没有
图片</translation>
    </message>
    <message>
        <source>not
readable</source>
        <translation>无法
读取</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>未测试</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>1 hallucinated mention</source>
        <translation>1 处幻觉提及</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>添加图像</translation>
    </message>
    <message>
        <source>Caption the images and check every object mentioned (Ctrl+T)</source>
        <translation>为图像生成描述并检查提到的每个物体（Ctrl+T）</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import annotations or captions</source>
        <translation>导入标注或描述</translation>
    </message>
    <message>
        <source>Prompt, CLIP folder and thresholds</source>
        <translation>提示词、CLIP 文件夹和阈值</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Test 1 image</source>
        <translation>测试 1 张图像</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>重新测试</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>Test {0} images</source>
        <translation>测试 {0} 张图像</translation>
    </message>
    <message>
        <source>{0} hallucinated mentions</source>
        <translation>{0} 处幻觉提及</translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation>{0} 张图像</translation>
    </message>
    <message>
        <source>{0} of {1} images shown</source>
        <translation>显示 {0}/{1} 张图像</translation>
    </message>
    <message>
        <source>{0}, no mention decided yet</source>
        <translation>{0}，尚无已判定的提及</translation>
    </message>
    <message>
        <source>{0}, {1} tested</source>
        <translation>{0}，已测试 {1}</translation>
    </message>
</context>
<context>
    <name>ToolsRow</name>
    <message>
        <source>1 concept</source>
        <translation>1 个概念</translation>
    </message>
    <message>
        <source>Calibrate …</source>
        <translation>校准…</translation>
    </message>
    <message>
        <source>Check all concepts above a rate, or all that a trigger brings</source>
        <translation>勾选高于某幻觉率的所有概念，或某诱因带来的所有概念</translation>
    </message>
    <message>
        <source>Check several concepts</source>
        <translation>勾选多个概念</translation>
    </message>
    <message>
        <source>Check …</source>
        <translation>勾选…</translation>
    </message>
    <message>
        <source>Concepts</source>
        <translation>概念</translation>
    </message>
    <message>
        <source>Count the selected concept as another, such as couch as sofa</source>
        <translation>将所选概念计为另一概念，例如 couch 计为 sofa</translation>
    </message>
    <message>
        <source>Fit the thresholds to the mentions that annotations or you have judged</source>
        <translation>根据标注或您已判定的提及拟合阈值</translation>
    </message>
    <message>
        <source>Merge into …</source>
        <translation>合并到…</translation>
    </message>
    <message>
        <source>Search concepts</source>
        <translation>搜索概念</translation>
    </message>
    <message>
        <source>Words that the concept or its trigger must contain</source>
        <translation>概念或其诱因必须包含的词语</translation>
    </message>
    <message>
        <source>{0} concepts</source>
        <translation>{0} 个概念</translation>
    </message>
    <message>
        <source>{0}, no mention decided yet</source>
        <translation>{0}，尚无已判定的提及</translation>
    </message>
    <message>
        <source>{0}, {1} of them hallucinated</source>
        <translation>{0}，其中 {1} 个有幻觉</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>After a test, the objects stand here with how often they are hallucinated, and beside which others. Check those that the model is to stop inventing.</source>
        <translation>测试之后，物体会列在这里，并显示其幻觉频率以及在哪些物体旁被幻觉。请勾选模型应停止虚构的物体。</translation>
    </message>
    <message>
        <source>An erasure that further training undoes is worth little. The attack trains the erased model on the hallucination; the curve shows whether it comes back.</source>
        <translation>继续训练就会抵消的擦除没有多大价值。攻击用幻觉训练擦除后的模型；曲线显示幻觉是否复现。</translation>
    </message>
    <message>
        <source>Attack the erasure</source>
        <translation>攻击擦除</translation>
    </message>
    <message>
        <source>Choose what to erase</source>
        <translation>选择要擦除的内容</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Erase trains a small adapter until the model no longer invents the chosen objects, and shows the curves and captions meanwhile. The preset suits the demo.</source>
        <translation>“擦除”训练一个小适配器，直到模型不再虚构所选物体，期间显示曲线和描述。预设适合演示。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export writes the adapter or the merged weights, loads them again and compares the captions, so that what you give away is what you have measured.</source>
        <translation>“导出”写出适配器或合并后的权重，重新加载并比较描述，使您交出的正是您测量过的。</translation>
    </message>
    <message>
        <source>Load a model</source>
        <translation>加载模型</translation>
    </message>
    <message>
        <source>Test it</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Test writes a caption for each picture and judges every object in it: grounded or hallucinated. On the demo this takes a minute. Wait for it, or continue.</source>
        <translation>“测试”为每张图片写出描述，并判定其中的每个物体：属实或幻觉。在演示上约需一分钟。可以等待，也可以继续。</translation>
    </message>
    <message>
        <source>The tour uses the demo: a small model that invents objects, and its pictures. Your own model is a folder that you drop on this page.</source>
        <translation>导览使用演示：一个会虚构物体的小模型及其图片。您自己的模型是拖到此页面的文件夹。</translation>
    </message>
</context>
<context>
    <name>TourCard</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>End the tour (Right)</source>
        <translation>结束导览（Right）</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Leave the tour; Help, Tour continues it (Esc)</source>
        <translation>离开导览；“帮助 → 演示导览”可继续（Esc）</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>The next step (Right)</source>
        <translation>下一步（Right）</translation>
    </message>
    <message>
        <source>The step before (Left)</source>
        <translation>上一步（Left）</translation>
    </message>
    <message>
        <source>{0} of {1}: {2}</source>
        <translation>{0}/{1}：{2}</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Done: {0}</source>
        <translation>完成：{0}</translation>
    </message>
    <message>
        <source>Failed: {0}</source>
        <translation>失败：{0}</translation>
    </message>
    <message>
        <source>Next: {0}</source>
        <translation>下一个：{0}</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>打开 {0}</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Stopped: {0}</source>
        <translation>已停止：{0}</translation>
    </message>
    <message>
        <source>{0} keeps running</source>
        <translation>{0} 继续运行</translation>
    </message>
</context>
<context>
    <name>TrialPlot</name>
    <message>
        <source>After the attack</source>
        <translation>攻击之后</translation>
    </message>
    <message>
        <source>Click a trial, or use the arrow keys, to select it; wheel or + and − to zoom, 0 or double-click to fit</source>
        <translation>单击试验或用方向键选择；滚轮或 + 和 − 缩放，0 或双击适应窗口</translation>
    </message>
    <message>
        <source>Hallucination after the attack, against concept recall</source>
        <translation>攻击之后的幻觉与概念召回率</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>帕累托前沿</translation>
    </message>
    <message>
        <source>Plot: {0}</source>
        <translation>图：{0}</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>Trial {0} ({1}): {2}</source>
        <translation>试验 {0}（{1}）：{2}</translation>
    </message>
    <message>
        <source>before erasure</source>
        <translation>擦除前</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>breaks too many captions</source>
        <translation>损坏的描述过多</translation>
    </message>
    <message>
        <source>other trials</source>
        <translation>其他试验</translation>
    </message>
    <message>
        <source>{0} trials; arrow keys select a trial</source>
        <translation>{0} 个试验；方向键选择试验</translation>
    </message>
</context>
<context>
    <name>TrialTable</name>
    <message>
        <source>Click a heading to sort; Enter uses the settings of the trial</source>
        <translation>单击标题排序；回车键使用该试验的设置</translation>
    </message>
    <message>
        <source>Trials of the search</source>
        <translation>搜索的试验</translation>
    </message>
</context>
<context>
    <name>Trials</name>
    <message>
        <source>Broken captions</source>
        <translation>损坏的描述</translation>
    </message>
    <message>
        <source>Concept recall</source>
        <translation>概念召回率</translation>
    </message>
    <message>
        <source>Hallucination after the attack</source>
        <translation>攻击之后的幻觉</translation>
    </message>
    <message>
        <source>Hallucination after the erasure</source>
        <translation>擦除之后的幻觉</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>帕累托前沿</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
</context>
<context>
    <name>TrialsModel</name>
    <message>
        <source>After attack</source>
        <translation>攻击后</translation>
    </message>
    <message>
        <source>After erasure</source>
        <translation>擦除后</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>Concept recall</source>
        <translation>概念召回率</translation>
    </message>
    <message>
        <source>Hallucination rate on held-out images after the attack</source>
        <translation>攻击后留出图像上的幻觉率</translation>
    </message>
    <message>
        <source>Hallucination rate on held-out images before the attack</source>
        <translation>攻击前留出图像上的幻觉率</translation>
    </message>
    <message>
        <source>It {0}</source>
        <translation>该试验{0}</translation>
    </message>
    <message>
        <source>Number of the trial, in the order they were begun</source>
        <translation>试验编号，按开始的顺序</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Share of captions that are empty or repeat themselves</source>
        <translation>为空或自我重复的描述所占比例</translation>
    </message>
    <message>
        <source>Share of the erased objects that are still named where they are</source>
        <translation>已擦除物体在其确实存在之处仍被提到的比例</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>What came of the trial</source>
        <translation>试验的结果</translation>
    </message>
</context>
<context>
    <name>TuneControls</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the search; finished trials are kept, and it can continue from there</source>
        <translation>停止搜索；已完成的试验保留，之后可以继续</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>TuneSide</name>
    <message>
        <source>1 trial</source>
        <translation>1 个试验</translation>
    </message>
    <message>
        <source>A search needs to know what is erased. Choose the concepts first.</source>
        <translation>搜索需要知道擦除什么。请先选择概念。</translation>
    </message>
    <message>
        <source>Best of {0} trials</source>
        <translation>{0} 个试验中的最佳</translation>
    </message>
    <message>
        <source>Choose concepts</source>
        <translation>选择概念</translation>
    </message>
    <message>
        <source>Continue the search</source>
        <translation>继续搜索</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Fill the form of the erasure with them; undo restores the form</source>
        <translation>将其填入擦除的表单；撤销可恢复表单</translation>
    </message>
    <message>
        <source>Find settings</source>
        <translation>寻找设置</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Good settings differ from model to model. A search tries the recommended form with other learning rates, weights and steps, attacks each trial, and shows here what resists the attack and what that costs in recall.</source>
        <translation>好的设置因模型而异。搜索以其他学习率、权重和步数尝试推荐的形式，攻击每个试验，并在此显示哪些能抵御攻击，以及召回率上的代价。</translation>
    </message>
    <message>
        <source>Make the trials that are missing, with the settings of this search</source>
        <translation>用此次搜索的设置补做缺少的试验</translation>
    </message>
    <message>
        <source>No search yet</source>
        <translation>尚无搜索</translation>
    </message>
    <message>
        <source>No trial has come to its end yet.</source>
        <translation>还没有试验完成。</translation>
    </message>
    <message>
        <source>Nothing is chosen yet</source>
        <translation>尚未选择任何内容</translation>
    </message>
    <message>
        <source>Optuna is not installed</source>
        <translation>未安装 Optuna</translation>
    </message>
    <message>
        <source>Search shown</source>
        <translation>显示的搜索</translation>
    </message>
    <message>
        <source>Select a trial to see its settings.</source>
        <translation>选择一个试验以查看其设置。</translation>
    </message>
    <message>
        <source>Settings of trial {0}: {1}.</source>
        <translation>试验 {0} 的设置：{1}。</translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation>命令已复制。</translation>
    </message>
    <message>
        <source>The first trial appears when it begins.</source>
        <translation>第一个试验开始时会显示。</translation>
    </message>
    <message>
        <source>The model before erasure: {0}.</source>
        <translation>擦除前的模型：{0}。</translation>
    </message>
    <message>
        <source>The only trial so far</source>
        <translation>目前唯一的试验</translation>
    </message>
    <message>
        <source>The search for settings needs the Python library Optuna. Install it into the environment of this program, then come back: {0}</source>
        <translation>搜索设置需要 Python 库 Optuna。请将其安装到本程序的环境中，然后返回：{0}</translation>
    </message>
    <message>
        <source>Trial {0} ended early: it {1}.</source>
        <translation>试验 {0} 提前结束：该试验{1}。</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>Which search is shown; another model is another search</source>
        <translation>显示哪次搜索；另一个模型是另一次搜索</translation>
    </message>
    <message>
        <source>concept recall {0}</source>
        <translation>概念召回率 {0}</translation>
    </message>
    <message>
        <source>hallucination {0}</source>
        <translation>幻觉 {0}</translation>
    </message>
    <message>
        <source>{0} trials</source>
        <translation>{0} 个试验</translation>
    </message>
    <message>
        <source>{0}: trial {1}, {2}</source>
        <translation>{0}：试验 {1}，{2}</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} steps</source>
        <translation>{0}：第 {1} 步，共 {2} 步</translation>
    </message>
</context>
<context>
    <name>TuneTab</name>
    <message>
        <source>Choose concepts first.</source>
        <translation>请先选择概念。</translation>
    </message>
    <message>
        <source>Each trial is a short erasure of the chosen concepts, measured on held-out images, and a short attack on it. A search that was stopped continues with the trials it has, as long as only the numbers of trials, minutes and worker processes differ.</source>
        <translation>每个试验是对所选概念的一次短擦除，在留出图像上测量，并对其进行一次短攻击。停止的搜索会以已有的试验继续，只要仅试验数、分钟数和工作进程数不同。</translation>
    </message>
    <message>
        <source>Find settings</source>
        <translation>寻找设置</translation>
    </message>
    <message>
        <source>Finding settings to erase {0}</source>
        <translation>正在寻找擦除 {0} 的设置</translation>
    </message>
    <message>
        <source>Optuna is not installed; see beside.</source>
        <translation>未安装 Optuna；见旁边。</translation>
    </message>
    <message>
        <source>Try settings in short erasures, each attacked; finished trials are kept</source>
        <translation>在短擦除中尝试设置并逐一攻击；已完成的试验保留</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>grounded</source>
        <translation>属实</translation>
    </message>
    <message>
        <source>hallucinated</source>
        <translation>幻觉</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不确定</translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>&amp;Dark theme</source>
        <translation>深色主题(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>浅色主题(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>Dark text on a light background</source>
        <translation>浅色背景上的深色文字</translation>
    </message>
    <message>
        <source>Fill the screen, or go back</source>
        <translation>充满屏幕，或返回</translation>
    </message>
    <message>
        <source>Follow the desktop&apos;s theme</source>
        <translation>跟随桌面的主题</translation>
    </message>
    <message>
        <source>Light text on a dark background</source>
        <translation>深色背景上的浅色文字</translation>
    </message>
    <message>
        <source>Show or hide what happened</source>
        <translation>显示或隐藏发生的事件</translation>
    </message>
    <message>
        <source>Theme of the s&amp;ystem</source>
        <translation>系统主题(&amp;Y)</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Ask the model</source>
        <translation>询问模型</translation>
    </message>
    <message>
        <source>Ask the model about this image (Ctrl+Shift+A)</source>
        <translation>就此图像询问模型（Ctrl+Shift+A）</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Evidence on the selected mention</source>
        <translation>所选提及的证据</translation>
    </message>
    <message>
        <source>Evidence or questions</source>
        <translation>证据或问题</translation>
    </message>
    <message>
        <source>No picture: its caption was imported alone.</source>
        <translation>没有图片：其描述是单独导入的。</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show the file of the picture in the file manager</source>
        <translation>在文件管理器中显示图片文件</translation>
    </message>
    <message>
        <source>Show the picture in a large window, with zoom (Ctrl+Shift+Enter)</source>
        <translation>在大窗口中显示图片并可缩放（Ctrl+Shift+Enter）</translation>
    </message>
    <message>
        <source>Why the selected mention has its verdict</source>
        <translation>所选提及为何得到此判定</translation>
    </message>
    <message>
        <source>a caption repeats itself or is empty</source>
        <translation>有描述自我重复或为空</translation>
    </message>
    <message>
        <source>held out for evaluation</source>
        <translation>留作评估</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>没有图片</translation>
    </message>
    <message>
        <source>not tested yet</source>
        <translation>尚未测试</translation>
    </message>
    <message>
        <source>the caption repeats itself or is empty</source>
        <translation>描述自我重复或为空</translation>
    </message>
    <message>
        <source>used for the erasure</source>
        <translation>用于擦除</translation>
    </message>
    <message>
        <source>{0} captions</source>
        <translation>{0} 条描述</translation>
    </message>
    <message>
        <source>{0} captions, the first is greedy</source>
        <translation>{0} 条描述，第一条为贪心解码</translation>
    </message>
</context>
<context>
    <name>WatchedCaptions</name>
    <message>
        <source>At step {0}, {1} of {2} hallucinated mentions in the watched captions are gone.</source>
        <translation>在第 {0} 步，跟踪的描述中 {2} 处幻觉提及已有 {1} 处消失。</translation>
    </message>
    <message>
        <source>Watched captions</source>
        <translation>跟踪的描述</translation>
    </message>
    <message>
        <source>Watched captions appear at the first measurement.</source>
        <translation>跟踪的描述在首次测量时出现。</translation>
    </message>
    <message>
        <source>Watched captions at step {0}</source>
        <translation>第 {0} 步时跟踪的描述</translation>
    </message>
    <message>
        <source>What the model says about a few held-out images</source>
        <translation>模型对几张留出图像的描述</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>(nothing)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>没有图片</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>the caption is broken, so nothing counts as gone</source>
        <translation>描述已损坏，因此不计任何消失</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>未改变</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>“{0}” is gone</source>
        <translation>“{0}”已消失</translation>
    </message>
    <message>
        <source>“{0}” is still there</source>
        <translation>“{0}”仍然存在</translation>
    </message>
</context>
<context>
    <name>_Table</name>
    <message>
        <source>Drag jobs that wait to reorder them (Alt+Up, Alt+Down)</source>
        <translation>拖动等待的任务以重新排序（Alt+Up、Alt+Down）</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>amounts</name>
    <message>
        <source>{0} billion</source>
        <translation>{0}×10⁹</translation>
    </message>
    <message>
        <source>{0} million</source>
        <translation>{0}×10⁶</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>0.7 GB</source>
        <translation>0.7 GB</translation>
    </message>
    <message>
        <source>0: before the noise, 1: with it</source>
        <translation>0：加噪声前，1：加噪声后</translation>
    </message>
    <message>
        <source>0: before the pruning, 1: after it</source>
        <translation>0：剪枝前，1：剪枝后</translation>
    </message>
    <message>
        <source>0: before the rounding, 1: after it</source>
        <translation>0：舍入前，1：舍入后</translation>
    </message>
    <message>
        <source>0: the project&apos;s prompt, 1: the prompt of the attack</source>
        <translation>0：项目的提示词，1：攻击的提示词</translation>
    </message>
    <message>
        <source>1 annotated image</source>
        <translation>1 张已标注图像</translation>
    </message>
    <message>
        <source>1 answer</source>
        <translation>1 个回答</translation>
    </message>
    <message>
        <source>1 attack</source>
        <translation>1 次攻击</translation>
    </message>
    <message>
        <source>1 caption</source>
        <translation>1 条描述</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 个文件</translation>
    </message>
    <message>
        <source>1 hallucinated object</source>
        <translation>1 个幻觉物体</translation>
    </message>
    <message>
        <source>1 hallucinated sub-sentence</source>
        <translation>1 个幻觉子句</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <source>1 invented mention</source>
        <translation>1 处虚构的提及</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>1 层</translation>
    </message>
    <message>
        <source>1 more image</source>
        <translation>另外 1 张图像</translation>
    </message>
    <message>
        <source>1 object</source>
        <translation>1 个物体</translation>
    </message>
    <message>
        <source>1 other file</source>
        <translation>另外 1 个文件</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 张图片</translation>
    </message>
    <message>
        <source>1 point</source>
        <translation>1 个点</translation>
    </message>
    <message>
        <source>1 process</source>
        <translation>1 个进程</translation>
    </message>
    <message>
        <source>1 question</source>
        <translation>1 个问题</translation>
    </message>
    <message>
        <source>1 seed</source>
        <translation>1 个随机种子</translation>
    </message>
    <message>
        <source>1 true mention</source>
        <translation>1 处真实的提及</translation>
    </message>
    <message>
        <source>1 weight</source>
        <translation>1 个权重</translation>
    </message>
    <message>
        <source>12 trials, each measured on fewer images: a first look.</source>
        <translation>12 个试验，每个在较少的图像上测量：初步了解。</translation>
    </message>
    <message>
        <source>24 short trials.</source>
        <translation>24 个短试验。</translation>
    </message>
    <message>
        <source>4bit</source>
        <translation>4 位</translation>
    </message>
    <message>
        <source>8 and 4 bits can be used on NVIDIA GPUs and, more slowly, on the CPU (there 8 bits not with float16); not on Apple&apos;s GPU.</source>
        <translation>8 位和 4 位可用于 NVIDIA GPU，也可用于 CPU（较慢，且 8 位不能与 float16 同用）；不能用于 Apple 的 GPU。</translation>
    </message>
    <message>
        <source>8bit</source>
        <translation>8 位</translation>
    </message>
    <message>
        <source>95 % interval of the strongest attack: {0} to {1}, over {2}.</source>
        <translation>最强攻击的 95 % 区间：{0} 至 {1}，基于{2}。</translation>
    </message>
    <message>
        <source>; the run has written no adapter.</source>
        <translation>；该运行没有写出适配器。</translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) above T0 counts as grounded.</source>
        <translation>CLIP 分数（100 × 余弦）高于 T0 计为属实。</translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) above T0 counts as grounded. Default: as for T1, 32.</source>
        <translation>CLIP 分数（100 × 余弦）高于 T0 计为属实。默认：同 T1，32。</translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) above T0 counts as grounded. Default: unchanged.</source>
        <translation>CLIP 分数（100 × 余弦）高于 T0 计为属实。默认：不变。</translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) below T1 counts as hallucinated.</source>
        <translation>CLIP 分数（100 × 余弦）低于 T1 计为幻觉。</translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) below T1 counts as hallucinated. Default: the value in thresholds.json of the CLIP folder, otherwise EFUF&apos;s value for windows of CLIP ViT-B/32, 23. For SigLIP and whole images no value is known, and scores decide nothing without it.</source>
        <translation>CLIP 分数（100 × 余弦）低于 T1 计为幻觉。默认：CLIP 文件夹中 thresholds.json 的值，否则为 EFUF 对 CLIP ViT-B/32 窗口的值 23。对于 SigLIP 和整图没有已知的值，未设置时分数不作任何判定。</translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) below T1 counts as hallucinated. Default: unchanged.</source>
        <translation>CLIP 分数（100 × 余弦）低于 T1 计为幻觉。默认：不变。</translation>
    </message>
    <message>
        <source>A LoRA adapter</source>
        <translation>LoRA 适配器</translation>
    </message>
    <message>
        <source>A caption could not be used.</source>
        <translation>有一条描述无法使用。</translation>
    </message>
    <message>
        <source>A caption in which each word is drawn by chance. Rare hallucinations show in some of them.</source>
        <translation>每个词都随机抽取的描述。其中有些会显现罕见的幻觉。</translation>
    </message>
    <message>
        <source>A caption is the model&apos;s own if each of its tokens falls short of the model&apos;s first choice, in log-probability, by less than this. Number formats cause up to about 0.03.</source>
        <translation>如果一条描述的每个 token 的对数概率与模型的首选相差小于此值，则它是模型自己的输出。数值格式造成的差异最大约 0.03。</translation>
    </message>
    <message>
        <source>A caption that repeats itself or ends in nonsense. An erasure that is too strong breaks captions.</source>
        <translation>自我重复或以乱码结束的描述。过强的擦除会损坏描述。</translation>
    </message>
    <message>
        <source>A caption without hallucination is kept as a whole if the mean CLIP score of its objects is above T2.</source>
        <translation>如果不含幻觉的描述中各物体的平均 CLIP 分数高于 T2，则整条保留。</translation>
    </message>
    <message>
        <source>A caption without hallucination is kept as a whole if the mean CLIP score of its objects is above T2. Default: as for T1, 27.5.</source>
        <translation>如果不含幻觉的描述中各物体的平均 CLIP 分数高于 T2，则整条保留。默认：同 T1，27.5。</translation>
    </message>
    <message>
        <source>A caption without hallucination is kept as a whole if the mean CLIP score of its objects is above T2. Default: unchanged.</source>
        <translation>如果不含幻觉的描述中各物体的平均 CLIP 分数高于 T2，则整条保留。默认：不变。</translation>
    </message>
    <message>
        <source>A caption without its hallucinations, taught instead of the hallucinated caption.</source>
        <translation>去掉幻觉后的描述，用来代替含幻觉的描述进行教学。</translation>
    </message>
    <message>
        <source>A complete model</source>
        <translation>完整模型</translation>
    </message>
    <message>
        <source>A complete model in safetensors, with the erasure merged into its weights.</source>
        <translation>safetensors 格式的完整模型，擦除已合并到权重中。</translation>
    </message>
    <message>
        <source>A few small matrices (LoRA) added to a model. An erasure trains an adapter and leaves the model&apos;s own weights as they are.</source>
        <translation>添加到模型的几个小矩阵（LoRA）。擦除只训练适配器，模型自身的权重保持不变。</translation>
    </message>
    <message>
        <source>A file of that name exists.</source>
        <translation>已存在同名文件。</translation>
    </message>
    <message>
        <source>A file or folder of that name already exists.</source>
        <translation>已存在同名的文件或文件夹。</translation>
    </message>
    <message>
        <source>A file with annotations of these images; no time and no memory.</source>
        <translation>包含这些图像标注的文件；不需要时间和内存。</translation>
    </message>
    <message>
        <source>A folder with a text file of boxes for each image, and a file of class names.</source>
        <translation>每张图像有一个方框文本文件，外加一个类别名称文件的文件夹。</translation>
    </message>
    <message>
        <source>A list of the objects that are in a picture, written by people. It is the strongest evidence.</source>
        <translation>由人写出的图片中物体的列表。它是最有力的证据。</translation>
    </message>
    <message>
        <source>A lower learning rate and small passes: a starting point, not the result of trials.</source>
        <translation>较低的学习率和较小的批：是一个起点，并非试验所得。</translation>
    </message>
    <message>
        <source>A model is a folder, not a file.</source>
        <translation>模型是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>A model that finds objects in pictures and draws boxes around them. It can be used as evidence.</source>
        <translation>在图片中找出物体并画出方框的模型。可用作证据。</translation>
    </message>
    <message>
        <source>A new adapter on the merged model, 32 captions.</source>
        <translation>在合并后的模型上训练新适配器，32 条描述。</translation>
    </message>
    <message>
        <source>A newer version of the program wrote it.</source>
        <translation>它由更新版本的程序写入。</translation>
    </message>
    <message>
        <source>A no below</source>
        <translation>判“否”的上限</translation>
    </message>
    <message>
        <source>A part of it is missing.</source>
        <translation>它缺少一部分。</translation>
    </message>
    <message>
        <source>A part of the path is a file, not a folder.</source>
        <translation>路径的一部分是文件，而不是文件夹。</translation>
    </message>
    <message>
        <source>A process of the job ended unexpectedly.</source>
        <translation>任务的一个进程意外结束。</translation>
    </message>
    <message>
        <source>A run&apos;s folder, or the examples.jsonl in it: train on exactly the captions of that attack. Default: captions of the project.</source>
        <translation>运行的文件夹，或其中的 examples.jsonl：恰好用那次攻击的描述训练。默认：项目的描述。</translation>
    </message>
    <message>
        <source>A run&apos;s folder, or the examples.jsonl in it: train on exactly what that run was trained on. Default: what the project&apos;s verdicts give now.</source>
        <translation>运行的文件夹，或其中的 examples.jsonl：恰好用那次运行的训练数据训练。默认：项目当前判定所给出的数据。</translation>
    </message>
    <message>
        <source>A sampled word is drawn from the most likely words that together have this probability.</source>
        <translation>采样的词取自合计达到此概率的最可能的词。</translation>
    </message>
    <message>
        <source>A second adapter could not be put on the model.</source>
        <translation>无法在模型上加载第二个适配器。</translation>
    </message>
    <message>
        <source>A second adapter on top could not be exported as one adapter.</source>
        <translation>叠加的第二个适配器无法作为一个适配器导出。</translation>
    </message>
    <message>
        <source>A server wrote the captions, and no model has confirmed them as its own.</source>
        <translation>描述由服务器生成，没有模型确认其为自己的输出。</translation>
    </message>
    <message>
        <source>A set of attacks that are run together. The strongest of them leads the verdict.</source>
        <translation>一起运行的一组攻击。其中最强的决定结论。</translation>
    </message>
    <message>
        <source>A simulated attacker who trains a new adapter during the erasure. The recommended form of SARE defends against it.</source>
        <translation>在擦除期间训练新适配器的模拟攻击者。SARE 的推荐形式可抵御它。</translation>
    </message>
    <message>
        <source>A table with a column of 0 and 1 for each object.</source>
        <translation>每个物体一列、取值 0 和 1 的表格。</translation>
    </message>
    <message>
        <source>A table with an image and an object in each row.</source>
        <translation>每行一张图像和一个物体的表格。</translation>
    </message>
    <message>
        <source>A table without headings: path, box and class in each row.</source>
        <translation>无标题行的表格：每行为路径、方框和类别。</translation>
    </message>
    <message>
        <source>A test image could not be turned into the model&apos;s inputs.</source>
        <translation>有一张测试图像无法转换为模型的输入。</translation>
    </message>
    <message>
        <source>A third of the steps, measured at the end only.</source>
        <translation>步数的三分之一，仅在结束时测量。</translation>
    </message>
    <message>
        <source>A token of a hallucinated span whose cross-entropy is above this, at the weights and at the worst case, is no longer pushed; 0 means no ceiling, as in the papers.</source>
        <translation>幻觉片段中的 token，若在当前权重和最坏情况下的交叉熵都高于此值，则不再推动；0 表示没有上限，与论文一致。</translation>
    </message>
    <message>
        <source>A yes above</source>
        <translation>判“是”的下限</translation>
    </message>
    <message>
        <source>AMBER F1</source>
        <translation>AMBER F1</translation>
    </message>
    <message>
        <source>AMBER accuracy</source>
        <translation>AMBER 准确率</translation>
    </message>
    <message>
        <source>AMBER precision</source>
        <translation>AMBER 精确率</translation>
    </message>
    <message>
        <source>AMBER recall</source>
        <translation>AMBER 召回率</translation>
    </message>
    <message>
        <source>AMBER: mean share of a caption&apos;s objects that are not there.</source>
        <translation>AMBER：描述所提物体中不存在者的平均比例。</translation>
    </message>
    <message>
        <source>AMBER: mean share of a caption&apos;s objects that people would imagine there too.</source>
        <translation>AMBER：描述所提物体中人也会联想到其存在者的平均比例。</translation>
    </message>
    <message>
        <source>AMBER: mean share of an image&apos;s objects that its caption names.</source>
        <translation>AMBER：图像中的物体被其描述提到的平均比例。</translation>
    </message>
    <message>
        <source>AMBER: share of captions that name an object that is not there.</source>
        <translation>AMBER：提到不存在物体的描述所占比例。</translation>
    </message>
    <message>
        <source>About 1 GB of memory; less than a second for an image on a GPU, some seconds on a CPU.</source>
        <translation>约 1 GB 内存；每张图像在 GPU 上不到一秒，在 CPU 上几秒。</translation>
    </message>
    <message>
        <source>About {0} are needed; the disk has {1} free.</source>
        <translation>约需 {0}；磁盘可用空间为 {1}。</translation>
    </message>
    <message>
        <source>Absent objects above T0</source>
        <translation>高于 T0 的不存在物体</translation>
    </message>
    <message>
        <source>Accept the terms on https://huggingface.co/{0}, create a token there, log in with it (hf auth login) or set it as HF_TOKEN, and try again.</source>
        <translation>请在 https://huggingface.co/{0} 接受条款，在该处创建令牌，用它登录（hf auth login）或设为 HF_TOKEN，然后重试。</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>AdamW&apos;s weight decay.</source>
        <translation>AdamW 的权重衰减。</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Adaptive (ASAM)</source>
        <translation>自适应（ASAM）</translation>
    </message>
    <message>
        <source>Add annotations (sare annotate), or test the images with another source of evidence (sare probe).</source>
        <translation>请添加标注（sare annotate），或用其他证据来源测试图像（sare probe）。</translation>
    </message>
    <message>
        <source>Add annotations of the images, choose a detector or a CLIP model, or have the model asked about each object.</source>
        <translation>请添加图像的标注，选择检测器或 CLIP 模型，或让模型回答每个物体是否存在。</translation>
    </message>
    <message>
        <source>Add the labels to the vocabulary as objects or synonyms, or choose another detector.</source>
        <translation>请将标签作为物体或同义词加入词表，或选择其他检测器。</translation>
    </message>
    <message>
        <source>Add the missing images again, and test them.</source>
        <translation>请重新添加缺少的图像并测试。</translation>
    </message>
    <message>
        <source>Add the names of the labels to config.json, or choose another detector.</source>
        <translation>请将标签名称加入 config.json，或选择其他检测器。</translation>
    </message>
    <message>
        <source>Add the pictures to the project first, then import the captions.</source>
        <translation>请先将图片添加到项目，然后导入描述。</translation>
    </message>
    <message>
        <source>Add the pictures, then import the file again.</source>
        <translation>请添加图片，然后重新导入文件。</translation>
    </message>
    <message>
        <source>Add “{0}” too, or name another object.</source>
        <translation>请也添加“{0}”，或指定其他物体。</translation>
    </message>
    <message>
        <source>Adding an adapter to the weights of its model, which gives a model without an adapter.</source>
        <translation>将适配器加到其模型的权重中，得到不带适配器的模型。</translation>
    </message>
    <message>
        <source>Address of an OpenAI-compatible server (vLLM, SGLang, llama.cpp, LM Studio, Ollama), such as http://localhost:8000/v1. It writes the captions, and the pictures are sent to it; the model on this computer checks that they are its own words. If the server needs a key, set the environment variable SARE_SERVER_KEY; it is never saved.</source>
        <translation>兼容 OpenAI 的服务器（vLLM、SGLang、llama.cpp、LM Studio、Ollama）的地址，例如 http://localhost:8000/v1。由它生成描述，图片会发送给它；本机上的模型检查这些描述是否为自己的输出。如果服务器需要密钥，请设置环境变量 SARE_SERVER_KEY；密钥绝不会保存。</translation>
    </message>
    <message>
        <source>Adds Gaussian noise to the merged model&apos;s weights, in proportion to the norm of each weight matrix.</source>
        <translation>向合并后模型的权重添加高斯噪声，与各权重矩阵的范数成正比。</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>After benign fine-tuning for {step} steps</source>
        <translation>良性微调 {step} 步之后</translation>
    </message>
    <message>
        <source>After erasure the hallucination remains on {0} of images.</source>
        <translation>擦除后，幻觉仍出现在 {0} 的图像上。</translation>
    </message>
    <message>
        <source>After fine-tuning on your own captions for {step} steps</source>
        <translation>用您自己的描述微调 {step} 步之后</translation>
    </message>
    <message>
        <source>After noise on the weights</source>
        <translation>对权重加噪声之后</translation>
    </message>
    <message>
        <source>After pruning</source>
        <translation>剪枝之后</translation>
    </message>
    <message>
        <source>After relearning for {step} steps</source>
        <translation>再学习 {step} 步之后</translation>
    </message>
    <message>
        <source>After rounding to 4 bits</source>
        <translation>舍入到 4 位之后</translation>
    </message>
    <message>
        <source>After rounding to 8 bits</source>
        <translation>舍入到 8 位之后</translation>
    </message>
    <message>
        <source>After the first round, the training images are captioned again with the erased model, and what it still hallucinates is erased, as a run that continues the adapter of the round before. Ends early when too little is left to train on.</source>
        <translation>第一轮之后，用擦除后的模型重新为训练图像生成描述，并擦除其中仍有的幻觉，作为在上一轮适配器上继续的运行。可训练的内容太少时提前结束。</translation>
    </message>
    <message>
        <source>Agreement of two</source>
        <translation>两个来源一致</translation>
    </message>
    <message>
        <source>All captions that one model, with one adapter and one prompt, wrote for the pictures of a project.</source>
        <translation>由一个模型配一个适配器和一个提示词，为项目图片写出的全部描述。</translation>
    </message>
    <message>
        <source>All forms that the run can give.</source>
        <translation>该运行能给出的所有形式。</translation>
    </message>
    <message>
        <source>All objects</source>
        <translation>所有物体</translation>
    </message>
    <message>
        <source>All weights</source>
        <translation>全部权重</translation>
    </message>
    <message>
        <source>All weights can only be trained in a plain model.</source>
        <translation>只有不带适配器的模型才能训练全部权重。</translation>
    </message>
    <message>
        <source>All weights of the language model on 128 captions: the strongest attack here.</source>
        <translation>语言模型的全部权重，128 条描述：此处最强的攻击。</translation>
    </message>
    <message>
        <source>All {0} captions are the same.</source>
        <translation>全部 {0} 条描述相同。</translation>
    </message>
    <message>
        <source>All {0} figures are the same.</source>
        <translation>全部 {0} 个数值相同。</translation>
    </message>
    <message>
        <source>Allow longer captions (--max-new-tokens), turn thinking off on the server, or check that {0} describes pictures.</source>
        <translation>请允许更长的描述（--max-new-tokens），在服务器上关闭思考模式，或检查 {0} 是否能描述图片。</translation>
    </message>
    <message>
        <source>Along the gradient to where the hallucination is strongest.</source>
        <translation>沿梯度到达幻觉最强之处。</translation>
    </message>
    <message>
        <source>Also ask yes/no questions about objects (POPE).</source>
        <translation>同时询问关于物体的是非问题（POPE）。</translation>
    </message>
    <message>
        <source>Also download the Python code that comes with the model. Once run, it can do anything on this computer; running it must be allowed too, when the model is loaded.</source>
        <translation>同时下载模型附带的 Python 代码。代码一旦运行，可以在本机上做任何事；加载模型时还须允许运行。</translation>
    </message>
    <message>
        <source>Also keep the result in this project folder, to compare a model before and after an erasure (sare evaluate side-effects).</source>
        <translation>同时将结果保存在此项目文件夹中，以便比较擦除前后的模型（sare evaluate side-effects）。</translation>
    </message>
    <message>
        <source>An XML file of boxes for each image.</source>
        <translation>每张图像一个方框 XML 文件。</translation>
    </message>
    <message>
        <source>An adapter cannot be the base of another adapter.</source>
        <translation>适配器不能作为另一个适配器的基础。</translation>
    </message>
    <message>
        <source>An answer counts as no if P(yes) is below this.</source>
        <translation>P(是) 低于此值的回答计为“否”。</translation>
    </message>
    <message>
        <source>An answer counts as no if P(yes) is below this. Default: unchanged.</source>
        <translation>P(是) 低于此值的回答计为“否”。默认：不变。</translation>
    </message>
    <message>
        <source>An answer counts as yes if P(yes) is above this.</source>
        <translation>P(是) 高于此值的回答计为“是”。</translation>
    </message>
    <message>
        <source>An answer counts as yes if P(yes) is above this. Default: unchanged.</source>
        <translation>P(是) 高于此值的回答计为“是”。默认：不变。</translation>
    </message>
    <message>
        <source>An answer is yes or no if it begins with the word, or if only one of the two words is in it; any other answer is unclear.</source>
        <translation>以 yes 或 no 开头，或只包含其中一个词的回答，计为“是”或“否”；其他回答均为不明确。</translation>
    </message>
    <message>
        <source>An attack brought the hallucination back: from {0} of images to {1} ({2}).</source>
        <translation>有攻击使幻觉复现：从 {0} 的图像到 {1}（{2}）。</translation>
    </message>
    <message>
        <source>An attack that lowers object recall by more than this share proves nothing: it is listed, but is not the worst case.</source>
        <translation>使物体召回率下降超过此比例的攻击不能说明问题：它会列出，但不算最坏情况。</translation>
    </message>
    <message>
        <source>An attack with an object that the model never invented. Only what comes back faster than the placebo was really hidden and not erased.</source>
        <translation>以模型从未幻觉的物体进行的攻击。只有比安慰剂更快复现的内容，才真正是被隐藏而未被擦除。</translation>
    </message>
    <message>
        <source>An erasure method that lowers the probability of hallucinated mentions and keeps the rest (arXiv 2402.09801). It is the baseline.</source>
        <translation>降低幻觉提及的概率并保留其余内容的擦除方法（arXiv 2402.09801）。它是基线。</translation>
    </message>
    <message>
        <source>An erasure of what the round before has left: the pictures are captioned again with the erased model first.</source>
        <translation>擦除上一轮的残留：先用擦除后的模型重新为图片生成描述。</translation>
    </message>
    <message>
        <source>An erasure starts from the model before the run, whose own captions it takes.</source>
        <translation>擦除从运行之前的模型出发，使用它自己的描述。</translation>
    </message>
    <message>
        <source>An erasure trains a new adapter, which cannot be put on top of {0}.</source>
        <translation>擦除会训练新适配器，它不能叠加在 {0} 之上。</translation>
    </message>
    <message>
        <source>An object beside which the model invents another: it sees a fork wherever there is a cup.</source>
        <translation>模型在其旁边会幻觉出另一物体的物体：凡有杯子之处它都看到叉子。</translation>
    </message>
    <message>
        <source>An object counts as grounded if a box of the detector scores above this.</source>
        <translation>检测器的某个方框分数高于此值时，物体计为属实。</translation>
    </message>
    <message>
        <source>An object counts as grounded if a box of the detector scores above this. Default: as for the first.</source>
        <translation>检测器的某个方框分数高于此值时，物体计为属实。默认：同第一个。</translation>
    </message>
    <message>
        <source>An object counts as grounded if a box of the detector scores above this. Default: the authors&apos; threshold: 0.35 for Grounding DINO, 0.1 for OWLv2, 0.3 for OmDet-Turbo, 0.7 for DETR, 0.6 for RT-DETR and D-FINE.</source>
        <translation>检测器的某个方框分数高于此值时，物体计为属实。默认：作者的阈值：Grounding DINO 为 0.35，OWLv2 为 0.1，OmDet-Turbo 为 0.3，DETR 为 0.7，RT-DETR 和 D-FINE 为 0.6。</translation>
    </message>
    <message>
        <source>An object counts as grounded if a box of the detector scores above this. Default: unchanged.</source>
        <translation>检测器的某个方框分数高于此值时，物体计为属实。默认：不变。</translation>
    </message>
    <message>
        <source>An object counts as hallucinated if no box of the detector scores above this, and as unsure between this and the next limit.</source>
        <translation>检测器没有方框的分数高于此值时，物体计为幻觉；在此值与下一界限之间计为不确定。</translation>
    </message>
    <message>
        <source>An object counts as hallucinated if no box of the detector scores above this, and as unsure between this and the next limit. Default: Grounding DINO&apos;s text threshold, 0.25; half of the next limit for the others.</source>
        <translation>检测器没有方框的分数高于此值时，物体计为幻觉；在此值与下一界限之间计为不确定。默认：Grounding DINO 的文本阈值 0.25；其他检测器为下一界限的一半。</translation>
    </message>
    <message>
        <source>An object counts as hallucinated if no box of the detector scores above this, and as unsure between this and the next limit. Default: as for the first.</source>
        <translation>检测器没有方框的分数高于此值时，物体计为幻觉；在此值与下一界限之间计为不确定。默认：同第一个。</translation>
    </message>
    <message>
        <source>An object counts as hallucinated if no box of the detector scores above this, and as unsure between this and the next limit. Default: unchanged.</source>
        <translation>检测器没有方框的分数高于此值时，物体计为幻觉；在此值与下一界限之间计为不确定。默认：不变。</translation>
    </message>
    <message>
        <source>An object that is chosen for erasure, or can be.</source>
        <translation>已选择或可以选择擦除的物体。</translation>
    </message>
    <message>
        <source>An object that the model never invented, attacked in the same way for comparison; see placebo.</source>
        <translation>模型从未幻觉、以同样方式攻击以供对照的物体；见“安慰剂”。</translation>
    </message>
    <message>
        <source>An unexpected error stopped the job.</source>
        <translation>意外错误使任务停止。</translation>
    </message>
    <message>
        <source>Anneal</source>
        <translation>退火</translation>
    </message>
    <message>
        <source>Annotate some of the images (sare annotate), or judge some mentions yourself.</source>
        <translation>请标注部分图像（sare annotate），或自行判定一些提及。</translation>
    </message>
    <message>
        <source>Annotate the images with lists of their objects (sare annotate).</source>
        <translation>请用物体列表标注图像（sare annotate）。</translation>
    </message>
    <message>
        <source>Annotate the project again.</source>
        <translation>请重新标注项目。</translation>
    </message>
    <message>
        <source>Annotated images that are not in the project: {0} ({1}).</source>
        <translation>已标注但不在项目中的图像：{0}（{1}）。</translation>
    </message>
    <message>
        <source>Annotation</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Annotations of images that the file does not list: {0}.</source>
        <translation>文件中未列出的图像的标注：{0}。</translation>
    </message>
    <message>
        <source>Annotations with a category that the file does not list: {0}.</source>
        <translation>类别未在文件中列出的标注：{0}。</translation>
    </message>
    <message>
        <source>Annotations with neither a category nor a caption: {0}.</source>
        <translation>既无类别也无描述的标注：{0}。</translation>
    </message>
    <message>
        <source>Another program is changing it.</source>
        <translation>另一个程序正在更改它。</translation>
    </message>
    <message>
        <source>Another program is changing the project {0}.</source>
        <translation>另一个程序正在更改项目 {0}。</translation>
    </message>
    <message>
        <source>Another program is writing to it.</source>
        <translation>另一个程序正在写入它。</translation>
    </message>
    <message>
        <source>Another program runs the jobs of the queue.</source>
        <translation>另一个程序正在运行队列中的任务。</translation>
    </message>
    <message>
        <source>Answered yes</source>
        <translation>回答“是”的比例</translation>
    </message>
    <message>
        <source>Answering the prompts</source>
        <translation>正在回答提示词</translation>
    </message>
    <message>
        <source>Anything that an erasure made worse or better besides the erased objects.</source>
        <translation>除被擦除的物体外，擦除使之变差或变好的一切。</translation>
    </message>
    <message>
        <source>Apple&apos;s GPU is not available.</source>
        <translation>Apple 的 GPU 不可用。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>As hallucination, with empty and repetitive captions counted as failures too.</source>
        <translation>同“幻觉”，但空的和重复的描述也计为失败。</translation>
    </message>
    <message>
        <source>As pairs, for questions about edited pictures alone.</source>
        <translation>成对计算，仅关于编辑过的图片的问题。</translation>
    </message>
    <message>
        <source>As pairs, for questions about unedited pictures alone.</source>
        <translation>成对计算，仅关于未编辑图片的问题。</translation>
    </message>
    <message>
        <source>Ascent</source>
        <translation>上升方式</translation>
    </message>
    <message>
        <source>Ascent steps</source>
        <translation>上升步数</translation>
    </message>
    <message>
        <source>Ascent with KL</source>
        <translation>带 KL 的上升</translation>
    </message>
    <message>
        <source>Ask for fewer captions at once (--server-requests), or wait longer (--server-timeout).</source>
        <translation>请减少同时请求的描述数（--server-requests），或延长等待时间（--server-timeout）。</translation>
    </message>
    <message>
        <source>Ask the model</source>
        <translation>询问模型</translation>
    </message>
    <message>
        <source>Ask the model about each object it mentions, in three wordings. Its answers decide only where no other evidence does, and only if all three agree.</source>
        <translation>以三种措辞向模型询问它提到的每个物体。仅在没有其他证据且三者一致时，其回答才作判定。</translation>
    </message>
    <message>
        <source>Asked about it, the model says yes with {0}.</source>
        <translation>被问及时，模型回答“是”的概率为 {0}。</translation>
    </message>
    <message>
        <source>Asked about it, the model says yes with {score}.</source>
        <translation>被问及时，模型回答“是”的概率为 {score}。</translation>
    </message>
    <message>
        <source>Asking ({0})</source>
        <translation>正在询问（{0}）</translation>
    </message>
    <message>
        <source>Asking for the object</source>
        <translation>询问该物体</translation>
    </message>
    <message>
        <source>Asking the hub for {0}</source>
        <translation>正在向 Hub 查询 {0}</translation>
    </message>
    <message>
        <source>Asking the model</source>
        <translation>正在询问模型</translation>
    </message>
    <message>
        <source>Asks about the erased object instead of asking for a description; no weight changes.</source>
        <translation>询问被擦除的物体，而不是要求描述；权重不变。</translation>
    </message>
    <message>
        <source>At step {0} the loss or its gradient was no longer a finite number.</source>
        <translation>在第 {0} 步，损失或其梯度不再是有限数。</translation>
    </message>
    <message>
        <source>At step {0} the loss was no longer a finite number.</source>
        <translation>在第 {0} 步，损失不再是有限数。</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Attack batch</source>
        <translation>攻击批大小</translation>
    </message>
    <message>
        <source>Attack each erasure in every way of a suite instead, and compare the worst cases.</source>
        <translation>改为以套件中的每种方式攻击每次擦除，并比较最坏情况。</translation>
    </message>
    <message>
        <source>Attack it, export it, or give more --rounds.</source>
        <translation>请攻击它、导出它，或增加 --rounds。</translation>
    </message>
    <message>
        <source>Attack it, export it, or start another erasure.</source>
        <translation>请攻击它、导出它，或开始另一次擦除。</translation>
    </message>
    <message>
        <source>Attack learning rate</source>
        <translation>攻击学习率</translation>
    </message>
    <message>
        <source>Attack steps</source>
        <translation>攻击步数</translation>
    </message>
    <message>
        <source>Attack suite</source>
        <translation>攻击套件</translation>
    </message>
    <message>
        <source>Attack suite “{0}”</source>
        <translation>攻击套件“{0}”</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基础</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>Base, EFUF and SARE over three seeds.</source>
        <translation>基础模型、EFUF 和 SARE，三个随机种子。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Before and after are the same captions, {0}.</source>
        <translation>前后是同一组描述：{0}。</translation>
    </message>
    <message>
        <source>Before and after are the same model, {0}.</source>
        <translation>前后是同一个模型：{0}。</translation>
    </message>
    <message>
        <source>Before erasure it was on {0} of images, right after erasure on {1}.</source>
        <translation>擦除前出现在 {0} 的图像上，刚擦除后为 {1}。</translation>
    </message>
    <message>
        <source>Before erasure it was on {0} of images, {1}.</source>
        <translation>擦除前出现在 {0} 的图像上，{1}。</translation>
    </message>
    <message>
        <source>Before erasure the hallucination is on {0} of images.</source>
        <translation>擦除前，幻觉出现在 {0} 的图像上。</translation>
    </message>
    <message>
        <source>Benign fine-tuning</source>
        <translation>良性微调</translation>
    </message>
    <message>
        <source>Boxes with a class that has no name: {0}.</source>
        <translation>类别没有名称的方框：{0}。</translation>
    </message>
    <message>
        <source>Boxes with categories, or reference captions, of all images in one JSON file.</source>
        <translation>所有图像的带类别方框或参考描述，位于一个 JSON 文件中。</translation>
    </message>
    <message>
        <source>Branch, tag or commit; default: the main branch.</source>
        <translation>分支、标签或提交；默认：主分支。</translation>
    </message>
    <message>
        <source>Broken caption</source>
        <translation>损坏的描述</translation>
    </message>
    <message>
        <source>Broken text</source>
        <translation>损坏的文本</translation>
    </message>
    <message>
        <source>CHAIR</source>
        <translation>CHAIR</translation>
    </message>
    <message>
        <source>CHAIR&apos;s recall.</source>
        <translation>CHAIR 的召回率。</translation>
    </message>
    <message>
        <source>CHAIR-i</source>
        <translation>CHAIR-i</translation>
    </message>
    <message>
        <source>CHAIR-s</source>
        <translation>CHAIR-s</translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation>CLIP</translation>
    </message>
    <message>
        <source>CLIP score</source>
        <translation>CLIP 分数</translation>
    </message>
    <message>
        <source>CLIP score {0}, above T0 = {1}.</source>
        <translation>CLIP 分数 {0}，高于 T0 = {1}。</translation>
    </message>
    <message>
        <source>CLIP score {0}, below T1 = {1}.</source>
        <translation>CLIP 分数 {0}，低于 T1 = {1}。</translation>
    </message>
    <message>
        <source>CLIP score {0}, between T1 = {1} and T0 = {2}.</source>
        <translation>CLIP 分数 {0}，介于 T1 = {1} 与 T0 = {2} 之间。</translation>
    </message>
    <message>
        <source>CLIP score {0}.</source>
        <translation>CLIP 分数 {0}。</translation>
    </message>
    <message>
        <source>CLIP score {score}, above T0 = {high}.</source>
        <translation>CLIP 分数 {score}，高于 T0 = {high}。</translation>
    </message>
    <message>
        <source>CLIP score {score}, below T1 = {low}.</source>
        <translation>CLIP 分数 {score}，低于 T1 = {low}。</translation>
    </message>
    <message>
        <source>CLIP score {score}, between T1 = {low} and T0 = {high}.</source>
        <translation>CLIP 分数 {score}，介于 T1 = {low} 与 T0 = {high} 之间。</translation>
    </message>
    <message>
        <source>CLIP score {score}.</source>
        <translation>CLIP 分数 {score}。</translation>
    </message>
    <message>
        <source>CLIP scoring</source>
        <translation>CLIP 评分方式</translation>
    </message>
    <message>
        <source>COCO</source>
        <translation>COCO</translation>
    </message>
    <message>
        <source>COCO JSON</source>
        <translation>COCO JSON</translation>
    </message>
    <message>
        <source>COCO JSON in which each image lists the categories that were looked for.</source>
        <translation>每张图像都列出所查找类别的 COCO JSON。</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>CSV file</source>
        <translation>CSV 文件</translation>
    </message>
    <message>
        <source>CSV file to write: a row for each figure.</source>
        <translation>要写入的 CSV 文件：每个数值一行。</translation>
    </message>
    <message>
        <source>CSV file to write: a row of values for each image.</source>
        <translation>要写入的 CSV 文件：每张图像一行数值。</translation>
    </message>
    <message>
        <source>Calibrate the thresholds on annotated images (sare calibrate), or choose T1 and T0 (sare judge).</source>
        <translation>请在已标注的图像上校准阈值（sare calibrate），或选择 T1 和 T0（sare judge）。</translation>
    </message>
    <message>
        <source>Caption set</source>
        <translation>描述集</translation>
    </message>
    <message>
        <source>Caption the image again.</source>
        <translation>请重新为该图像生成描述。</translation>
    </message>
    <message>
        <source>Captioning and checking</source>
        <translation>正在生成描述并检查</translation>
    </message>
    <message>
        <source>Captioning images</source>
        <translation>正在为图像生成描述</translation>
    </message>
    <message>
        <source>Captioning images on the server</source>
        <translation>正在由服务器为图像生成描述</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Captions cut off by length: {0}; the limit is {1} tokens.</source>
        <translation>因长度被截断的描述：{0}；上限为 {1} 个 token。</translation>
    </message>
    <message>
        <source>Captions from elsewhere, drawn at random, that are checked before any is accepted.</source>
        <translation>在接受之前随机抽取检查的外来描述数。</translation>
    </message>
    <message>
        <source>Captions in bands of equal size: longer captions can be wrong more often.</source>
        <translation>等量的描述分段：较长的描述可以更常出错。</translation>
    </message>
    <message>
        <source>Captions judged to hallucinate</source>
        <translation>判为幻觉的描述</translation>
    </message>
    <message>
        <source>Captions of a few pictures that are shown before and during an erasure.</source>
        <translation>在擦除之前和期间显示的几张图片的描述。</translation>
    </message>
    <message>
        <source>Captions of the usual length, sixteen images at a time.</source>
        <translation>通常长度的描述，每次十六张图像。</translation>
    </message>
    <message>
        <source>Captions of “{0}” that this file replaces: {1}.</source>
        <translation>此文件替换的“{0}”的描述：{1}。</translation>
    </message>
    <message>
        <source>Captions per forward pass; 0 takes a batch at once. Smaller saves memory and leaves every gradient as it is.</source>
        <translation>每次前向传播的描述数；0 表示一次处理整批。数值越小越省内存，梯度不变。</translation>
    </message>
    <message>
        <source>Captions per image</source>
        <translation>每张图像的描述数</translation>
    </message>
    <message>
        <source>Captions per step of the attack.</source>
        <translation>攻击每步的描述数。</translation>
    </message>
    <message>
        <source>Captions per step that keep what is right: grounded mentions and whole responses.</source>
        <translation>每步中保留正确内容的描述：属实的提及和完整的回答。</translation>
    </message>
    <message>
        <source>Captions per step.</source>
        <translation>每步的描述数。</translation>
    </message>
    <message>
        <source>Captions that are not the model&apos;s own words, not accepted: {0} of {1}. The worst is {2}.</source>
        <translation>未被接受的描述（不是模型自己的输出）：{1} 条中有 {0} 条。最差的是 {2}。</translation>
    </message>
    <message>
        <source>Captions that are not the model&apos;s own words, skipped: {0} of {1}. The worst is {2}.</source>
        <translation>跳过的描述（不是模型自己的输出）：{1} 条中有 {0} 条。最差的是 {2}。</translation>
    </message>
    <message>
        <source>Captions that stop where the model would continue: {0}. They count as cut off at a limit on their length.</source>
        <translation>在模型会继续之处停止的描述：{0}。它们视为因长度限制而截断。</translation>
    </message>
    <message>
        <source>Captions that the server is asked for at the same time.</source>
        <translation>同时向服务器请求的描述数。</translation>
    </message>
    <message>
        <source>Captions that were received are kept: start again, and only the rest is asked for.</source>
        <translation>已收到的描述保留：重新开始即可只请求其余部分。</translation>
    </message>
    <message>
        <source>Captions to forget</source>
        <translation>要遗忘的描述</translation>
    </message>
    <message>
        <source>Captions to keep</source>
        <translation>要保留的描述</translation>
    </message>
    <message>
        <source>Captions with hallucinations per step.</source>
        <translation>每步中含幻觉的描述数。</translation>
    </message>
    <message>
        <source>Categories that no annotation uses: {0} ({1}). Whether anybody looked for them is not known, so they stay undecided.</source>
        <translation>没有标注使用的类别：{0}（{1}）。不知道是否有人查找过它们，因此保持未判定。</translation>
    </message>
    <message>
        <source>Categories without a name: {0}. Their annotations are skipped.</source>
        <translation>没有名称的类别：{0}。跳过其标注。</translation>
    </message>
    <message>
        <source>Category ids that have several names: {0}. Their annotations are skipped.</source>
        <translation>有多个名称的类别 ID：{0}。跳过其标注。</translation>
    </message>
    <message>
        <source>Cells with neither 0 nor 1: {0}.</source>
        <translation>既非 0 也非 1 的单元格：{0}。</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Changes the scenes, the data order, the erasure and the attack.</source>
        <translation>改变场景、数据顺序、擦除和攻击。</translation>
    </message>
    <message>
        <source>Check chat_template.jinja in the model folder.</source>
        <translation>请检查模型文件夹中的 chat_template.jinja。</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>请检查其权限。</translation>
    </message>
    <message>
        <source>Check that it is {0} with the objects of these images, or choose {1}.</source>
        <translation>请检查它是否为 {0} 且含有这些图像的物体，或选择 {1}。</translation>
    </message>
    <message>
        <source>Check that the adapter was made for this model.</source>
        <translation>请检查适配器是否为此模型而作。</translation>
    </message>
    <message>
        <source>Check that the folder is complete and is an MLLM in the Hugging Face format.</source>
        <translation>请检查文件夹是否完整，以及是否为 Hugging Face 格式的多模态模型。</translation>
    </message>
    <message>
        <source>Check that the model&apos;s folder is complete.</source>
        <translation>请检查模型的文件夹是否完整。</translation>
    </message>
    <message>
        <source>Check that the picture files exist.</source>
        <translation>请检查图片文件是否存在。</translation>
    </message>
    <message>
        <source>Check that the server obeys the longest caption (--max-new-tokens), and that it sends captions.</source>
        <translation>请检查服务器是否遵守描述的最大长度（--max-new-tokens），以及是否返回描述。</translation>
    </message>
    <message>
        <source>Check that the tasks need no language model as judge: their figures are missing without one.</source>
        <translation>请检查这些任务是否不需要语言模型作评判：没有它，其数值会缺失。</translation>
    </message>
    <message>
        <source>Check the connection (HTTPS_PROXY names a proxy) and try again; what was downloaded is kept.</source>
        <translation>请检查网络连接（HTTPS_PROXY 指定代理）并重试；已下载的内容保留。</translation>
    </message>
    <message>
        <source>Check the disk and its connection, then try again.</source>
        <translation>请检查磁盘及其连接，然后重试。</translation>
    </message>
    <message>
        <source>Check the disk and the path, then try again.</source>
        <translation>请检查磁盘和路径，然后重试。</translation>
    </message>
    <message>
        <source>Check the disk and the permissions.</source>
        <translation>请检查磁盘和权限。</translation>
    </message>
    <message>
        <source>Check the disk, then try again.</source>
        <translation>请检查磁盘，然后重试。</translation>
    </message>
    <message>
        <source>Check the file, or choose another export of these annotations.</source>
        <translation>请检查文件，或选择这些标注的另一份导出。</translation>
    </message>
    <message>
        <source>Check the model: an erasure that was too strong, or damaged weights, do this.</source>
        <translation>请检查模型：过强的擦除或损坏的权重会造成这种情况。</translation>
    </message>
    <message>
        <source>Check the name, owner/model. For a private model log in first (hf auth login) or set HF_TOKEN.</source>
        <translation>请检查名称（所有者/模型）。私有模型请先登录（hf auth login）或设置 HF_TOKEN。</translation>
    </message>
    <message>
        <source>Check the names, or test more images.</source>
        <translation>请检查名称，或测试更多图像。</translation>
    </message>
    <message>
        <source>Check the path and whether the disk is connected.</source>
        <translation>请检查路径以及磁盘是否已连接。</translation>
    </message>
    <message>
        <source>Check the path; a folder in it may have been moved.</source>
        <translation>请检查路径；其中的文件夹可能已被移动。</translation>
    </message>
    <message>
        <source>Check the permissions of the folder, or copy it to a writable disk.</source>
        <translation>请检查文件夹的权限，或将其复制到可写的磁盘。</translation>
    </message>
    <message>
        <source>Check the port and the path. Usual addresses are http://localhost:8000/v1 (vLLM), :30000/v1 (SGLang), :8080/v1 (llama.cpp), :1234/v1 (LM Studio) and :11434/v1 (Ollama).</source>
        <translation>请检查端口和路径。常用地址为 http://localhost:8000/v1（vLLM）、:30000/v1（SGLang）、:8080/v1（llama.cpp）、:1234/v1（LM Studio）和 :11434/v1（Ollama）。</translation>
    </message>
    <message>
        <source>Check the processor files of the model folder.</source>
        <translation>请检查模型文件夹中的处理器文件。</translation>
    </message>
    <message>
        <source>Check whether it was moved.</source>
        <translation>请检查它是否被移动。</translation>
    </message>
    <message>
        <source>Checking captions</source>
        <translation>正在检查描述</translation>
    </message>
    <message>
        <source>Checking the pictures</source>
        <translation>正在检查图片</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Choose a CLIP or SigLIP folder: config.json, model.safetensors, tokenizer files.</source>
        <translation>请选择 CLIP 或 SigLIP 文件夹：config.json、model.safetensors、分词器文件。</translation>
    </message>
    <message>
        <source>Choose a LoRA adapter in PEFT&apos;s format, with all its weights in adapter_model.safetensors.</source>
        <translation>请选择 PEFT 格式的 LoRA 适配器，其全部权重位于 adapter_model.safetensors。</translation>
    </message>
    <message>
        <source>Choose a SigLIP folder with tokenizer.json.</source>
        <translation>请选择带 tokenizer.json 的 SigLIP 文件夹。</translation>
    </message>
    <message>
        <source>Choose a branch, tag or commit of the model.</source>
        <translation>请选择该模型的分支、标签或提交。</translation>
    </message>
    <message>
        <source>Choose a complete CLIP or SigLIP folder: config.json, model.safetensors, tokenizer.json and preprocessor_config.json.</source>
        <translation>请选择完整的 CLIP 或 SigLIP 文件夹：config.json、model.safetensors、tokenizer.json 和 preprocessor_config.json。</translation>
    </message>
    <message>
        <source>Choose a complete folder: config.json, model.safetensors, preprocessor_config.json and, for a detector that reads texts, tokenizer files.</source>
        <translation>请选择完整的文件夹：config.json、model.safetensors、preprocessor_config.json，读取文本的检测器还需要分词器文件。</translation>
    </message>
    <message>
        <source>Choose a disk with another format (FAT32 stops at 4 GB), or a smaller shard size.</source>
        <translation>请选择其他格式的磁盘（FAT32 的上限为 4 GB），或更小的分片大小。</translation>
    </message>
    <message>
        <source>Choose a file in a folder that you may write to.</source>
        <translation>请选择您有写入权限的文件夹中的文件。</translation>
    </message>
    <message>
        <source>Choose a file or folder of annotations.</source>
        <translation>请选择标注的文件或文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder on a disk that can be written to.</source>
        <translation>请选择可写磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder on the drive of the images, or copy the images (--copy-images).</source>
        <translation>请选择图像所在磁盘上的文件夹，或复制图像（--copy-images）。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, or change its permissions.</source>
        <translation>请选择您有写入权限的文件夹，或更改其权限。</translation>
    </message>
    <message>
        <source>Choose a folder with a model for zero-shot object detection (such as Grounding DINO, OWLv2 or OmDet-Turbo) or object detection (such as DETR, RT-DETR, D-FINE or YOLOS): config.json, model.safetensors, preprocessor_config.json and, for texts, tokenizer files.</source>
        <translation>请选择含零样本目标检测模型（如 Grounding DINO、OWLv2 或 OmDet-Turbo）或目标检测模型（如 DETR、RT-DETR、D-FINE 或 YOLOS）的文件夹：config.json、model.safetensors、preprocessor_config.json，以及用于文本的分词器文件。</translation>
    </message>
    <message>
        <source>Choose a merged object.</source>
        <translation>请选择一个已合并的物体。</translation>
    </message>
    <message>
        <source>Choose a model&apos;s folder, or the adapter of a run in its “runs” folder.</source>
        <translation>请选择模型的文件夹，或某次运行在其“runs”文件夹中的适配器。</translation>
    </message>
    <message>
        <source>Choose a multimodal model (MLLM), such as a LLaVA.</source>
        <translation>请选择多模态模型（MLLM），例如 LLaVA。</translation>
    </message>
    <message>
        <source>Choose a project folder, or test images in a new project first.</source>
        <translation>请选择项目文件夹，或先在新项目中测试图像。</translation>
    </message>
    <message>
        <source>Choose a run whose adapter has the same rank and parts, or start a new erasure.</source>
        <translation>请选择适配器的秩和部位相同的运行，或开始新的擦除。</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>请选择更短的名称。</translation>
    </message>
    <message>
        <source>Choose a text file with one object per line.</source>
        <translation>请选择每行一个物体的文本文件。</translation>
    </message>
    <message>
        <source>Choose a version with .safetensors files.</source>
        <translation>请选择带 .safetensors 文件的版本。</translation>
    </message>
    <message>
        <source>Choose among them.</source>
        <translation>请从中选择。</translation>
    </message>
    <message>
        <source>Choose among: {0}.</source>
        <translation>请从以下选择：{0}。</translation>
    </message>
    <message>
        <source>Choose an MLLM in the Hugging Face format, such as a llava-hf model, an object detector or a CLIP model.</source>
        <translation>请选择 Hugging Face 格式的多模态模型（如 llava-hf 模型）、目标检测器或 CLIP 模型。</translation>
    </message>
    <message>
        <source>Choose an adapter folder written by an export or a run.</source>
        <translation>请选择由导出或运行写出的适配器文件夹。</translation>
    </message>
    <message>
        <source>Choose an empty or a new folder.</source>
        <translation>请选择空文件夹或新文件夹。</translation>
    </message>
    <message>
        <source>Choose an object that the model names only where it is.</source>
        <translation>请选择模型只在其存在之处提到的物体。</translation>
    </message>
    <message>
        <source>Choose an object with hallucinated mentions, or overrule the verdicts first.</source>
        <translation>请选择有幻觉提及的物体，或先改判。</translation>
    </message>
    <message>
        <source>Choose annotations of objects in the vocabulary, or a vocabulary with these objects (sare probe --vocabulary).</source>
        <translation>请选择词表中物体的标注，或含有这些物体的词表（sare probe --vocabulary）。</translation>
    </message>
    <message>
        <source>Choose annotations that list the objects of each image, or give this file as questions.</source>
        <translation>请选择列出每张图像中物体的标注，或将此文件作为问题给出。</translation>
    </message>
    <message>
        <source>Choose annotations that list the objects of each image.</source>
        <translation>请选择列出每张图像中物体的标注。</translation>
    </message>
    <message>
        <source>Choose annotations that people have made or checked. If these are such, remove the confidences.</source>
        <translation>请选择由人制作或检查过的标注。如果这些就是，请删除置信度。</translation>
    </message>
    <message>
        <source>Choose another MLLM, such as a llava-hf model.</source>
        <translation>请选择其他多模态模型，例如 llava-hf 模型。</translation>
    </message>
    <message>
        <source>Choose another attack, or load the model without quantisation.</source>
        <translation>请选择其他攻击，或不经量化加载模型。</translation>
    </message>
    <message>
        <source>Choose another attack.</source>
        <translation>请选择其他攻击。</translation>
    </message>
    <message>
        <source>Choose another control object.</source>
        <translation>请选择其他对照物体。</translation>
    </message>
    <message>
        <source>Choose another detector.</source>
        <translation>请选择其他检测器。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Choose another form.</source>
        <translation>请选择其他形式。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>请选择其他模型。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请选择其他名称。</translation>
    </message>
    <message>
        <source>Choose another path.</source>
        <translation>请选择其他路径。</translation>
    </message>
    <message>
        <source>Choose another run.</source>
        <translation>请选择其他运行。</translation>
    </message>
    <message>
        <source>Choose auto or the CPU.</source>
        <translation>请选择 auto 或 CPU。</translation>
    </message>
    <message>
        <source>Choose auto, cpu, cuda or mps.</source>
        <translation>请选择 auto、cpu、cuda 或 mps。</translation>
    </message>
    <message>
        <source>Choose no quantisation, another number format, or another device.</source>
        <translation>请选择不量化、其他数值格式或其他设备。</translation>
    </message>
    <message>
        <source>Choose no quantisation, or another device.</source>
        <translation>请选择不量化或其他设备。</translation>
    </message>
    <message>
        <source>Choose objects in the vocabulary.</source>
        <translation>请选择词表中的物体。</translation>
    </message>
    <message>
        <source>Choose objects that are hallucinated more often, or test more images.</source>
        <translation>请选择更常被幻觉的物体，或测试更多图像。</translation>
    </message>
    <message>
        <source>Choose one of its runs.</source>
        <translation>请选择它的一个运行。</translation>
    </message>
    <message>
        <source>Choose one of these folders.</source>
        <translation>请选择其中一个文件夹。</translation>
    </message>
    <message>
        <source>Choose one of these names.</source>
        <translation>请选择其中一个名称。</translation>
    </message>
    <message>
        <source>Choose one of {0}.</source>
        <translation>请选择 {0} 之一。</translation>
    </message>
    <message>
        <source>Choose one of: {0}.</source>
        <translation>请选择其一：{0}。</translation>
    </message>
    <message>
        <source>Choose other captions (--captions-of), or test more images.</source>
        <translation>请选择其他描述（--captions-of），或测试更多图像。</translation>
    </message>
    <message>
        <source>Choose other objects (--concepts, --all-concepts) or images (--split), or test more images.</source>
        <translation>请选择其他物体（--concepts、--all-concepts）或图像（--split），或测试更多图像。</translation>
    </message>
    <message>
        <source>Choose other parts, or full training.</source>
        <translation>请选择其他部位，或完全训练。</translation>
    </message>
    <message>
        <source>Choose other runs of the file (--runs).</source>
        <translation>请选择文件中的其他运行（--runs）。</translation>
    </message>
    <message>
        <source>Choose rate</source>
        <translation>按幻觉率选择</translation>
    </message>
    <message>
        <source>Choose smaller batches (microbatch does not change the result), close other programs, or use a device with more memory.</source>
        <translation>请选择更小的批（微批不改变结果），关闭其他程序，或使用内存更大的设备。</translation>
    </message>
    <message>
        <source>Choose the annotation file of these images; they are matched by file name.</source>
        <translation>请选择这些图像的标注文件；按文件名匹配。</translation>
    </message>
    <message>
        <source>Choose the annotations of these images; AMBER_12.jpg is the one with id 12.</source>
        <translation>请选择这些图像的标注；AMBER_12.jpg 即 ID 为 12 的图像。</translation>
    </message>
    <message>
        <source>Choose the annotations of these images; they are matched by file name, whose ending counts too.</source>
        <translation>请选择这些图像的标注；按文件名匹配，扩展名也计入。</translation>
    </message>
    <message>
        <source>Choose the folder in “snapshots” of one of these models, or name the model.</source>
        <translation>请选择这些模型之一的“snapshots”中的文件夹，或指明模型名称。</translation>
    </message>
    <message>
        <source>Choose the folder that holds config.json and the safetensors files.</source>
        <translation>请选择包含 config.json 和 safetensors 文件的文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder that holds config.json.</source>
        <translation>请选择包含 config.json 的文件夹。</translation>
    </message>
    <message>
        <source>Choose the model it was made for.</source>
        <translation>请选择它所针对的模型。</translation>
    </message>
    <message>
        <source>Choose the model, adapter and prompt with which they were written. Captions of another model can be imported without a check: they can be measured, but not erased.</source>
        <translation>请选择生成这些描述的模型、适配器和提示词。其他模型的描述可以不经检查导入：可以测量，但不能擦除。</translation>
    </message>
    <message>
        <source>Choose the number format float32 or bfloat16, or 4 bits.</source>
        <translation>请选择数值格式 float32 或 bfloat16，或 4 位。</translation>
    </message>
    <message>
        <source>Choose the question file that these answers belong to.</source>
        <translation>请选择这些回答所属的问题文件。</translation>
    </message>
    <message>
        <source>Choose the run of an erasure that is done.</source>
        <translation>请选择已完成的擦除运行。</translation>
    </message>
    <message>
        <source>Choose the version of the model with .safetensors files. Or, if you trust where it comes from, convert it: load it in Python with transformers&apos; from_pretrained and write it with save_pretrained into a new folder.</source>
        <translation>请选择带 .safetensors 文件的模型版本。或者，如果您信任其来源，请转换它：在 Python 中用 transformers 的 from_pretrained 加载，并用 save_pretrained 写入新文件夹。</translation>
    </message>
    <message>
        <source>Choose the version with adapter_model.safetensors. Or, if you trust where it comes from, convert it: load it in Python with PEFT&apos;s from_pretrained and write it with save_pretrained into a new folder.</source>
        <translation>请选择带 adapter_model.safetensors 的版本。或者，如果您信任其来源，请转换它：在 Python 中用 PEFT 的 from_pretrained 加载，并用 save_pretrained 写入新文件夹。</translation>
    </message>
    <message>
        <source>Choose two different caption sets.</source>
        <translation>请选择两个不同的描述集。</translation>
    </message>
    <message>
        <source>Choose two different objects.</source>
        <translation>请选择两个不同的物体。</translation>
    </message>
    <message>
        <source>Choose two objects in the table.</source>
        <translation>请在表格中选择两个物体。</translation>
    </message>
    <message>
        <source>Chosen for erasure: {0}.</source>
        <translation>已选择擦除：{0}。</translation>
    </message>
    <message>
        <source>Close other programs that use it, or choose a folder that you may write to.</source>
        <translation>请关闭使用它的其他程序，或选择您有写入权限的文件夹。</translation>
    </message>
    <message>
        <source>Close other programs, lower the LoRA rank, or use fewer processes.</source>
        <translation>请关闭其他程序，降低 LoRA 秩，或使用更少的进程。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model or another device.</source>
        <translation>请关闭其他程序，或选择更小的模型或其他设备。</translation>
    </message>
    <message>
        <source>Close other programs, or merge on the CPU (--device cpu).</source>
        <translation>请关闭其他程序，或在 CPU 上合并（--device cpu）。</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation>请关闭其他程序，然后重试。</translation>
    </message>
    <message>
        <source>Close other programs, turn on gradient checkpointing, hold the model in fewer bits (quantisation), or use a smaller model.</source>
        <translation>请关闭其他程序，打开梯度检查点，以更少的位数保存模型（量化），或使用更小的模型。</translation>
    </message>
    <message>
        <source>Close other programs, turn on gradient checkpointing, lower the LoRA rank, or use a smaller model or another device.</source>
        <translation>请关闭其他程序，打开梯度检查点，降低 LoRA 秩，或使用更小的模型或其他设备。</translation>
    </message>
    <message>
        <source>Close other windows of this project, then try again.</source>
        <translation>请关闭此项目的其他窗口，然后重试。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Cog</source>
        <translation>Cog</translation>
    </message>
    <message>
        <source>Combination</source>
        <translation>组合方式</translation>
    </message>
    <message>
        <source>Comparing methods over seeds</source>
        <translation>正在以多个随机种子比较方法</translation>
    </message>
    <message>
        <source>Complete the folder where that is possible, or choose another MLLM in the Hugging Face format, such as a llava-hf model.</source>
        <translation>如有可能请补全该文件夹，或选择其他 Hugging Face 格式的多模态模型，例如 llava-hf 模型。</translation>
    </message>
    <message>
        <source>Compute the layers&apos; activations again for the backward pass instead of keeping them: steps take about a third longer and need far less memory; the result is the same.</source>
        <translation>反向传播时重新计算各层的激活值而不保存：每步约慢三分之一，所需内存少得多；结果相同。</translation>
    </message>
    <message>
        <source>Concept</source>
        <translation>概念</translation>
    </message>
    <message>
        <source>Concept recall</source>
        <translation>概念召回率</translation>
    </message>
    <message>
        <source>Concepts</source>
        <translation>概念</translation>
    </message>
    <message>
        <source>Continue from run</source>
        <translation>从运行继续</translation>
    </message>
    <message>
        <source>Continue with a run of this comparison even though the process that works on it may still be alive, on another computer or in a container that cannot be seen from here.</source>
        <translation>即使处理它的进程可能仍在另一台计算机上或从此处看不到的容器中运行，也继续此比较的运行。</translation>
    </message>
    <message>
        <source>Continues to train the adapter that the erasure trained, on hallucinated captions.</source>
        <translation>用含幻觉的描述继续训练擦除所训练的适配器。</translation>
    </message>
    <message>
        <source>Continuing in {0}.</source>
        <translation>在 {0} 中继续。</translation>
    </message>
    <message>
        <source>Control object</source>
        <translation>对照物体</translation>
    </message>
    <message>
        <source>Control objects</source>
        <translation>对照物体</translation>
    </message>
    <message>
        <source>Control rule</source>
        <translation>对照规则</translation>
    </message>
    <message>
        <source>Convert it to COCO JSON: python -m bdd100k.label.to_coco.</source>
        <translation>请转换为 COCO JSON：python -m bdd100k.label.to_coco。</translation>
    </message>
    <message>
        <source>Convert it: datum convert -i FOLDER -if datumaro -f coco -o OUT.</source>
        <translation>请转换：datum convert -i FOLDER -if datumaro -f coco -o OUT。</translation>
    </message>
    <message>
        <source>Convert the folder to COCO JSON or Pascal VOC XML (labelme2coco.py or labelme2voc.py, which come with LabelMe), and choose the result.</source>
        <translation>请将文件夹转换为 COCO JSON 或 Pascal VOC XML（LabelMe 附带的 labelme2coco.py 或 labelme2voc.py），然后选择结果。</translation>
    </message>
    <message>
        <source>Convert the weights to safetensors, or choose another folder.</source>
        <translation>请将权重转换为 safetensors，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Convert them to JPEG or PNG and add them again. For HEIC, install pillow-heif.</source>
        <translation>请将其转换为 JPEG 或 PNG 后重新添加。对于 HEIC，请安装 pillow-heif。</translation>
    </message>
    <message>
        <source>Cooldown</source>
        <translation>冷却</translation>
    </message>
    <message>
        <source>Copies of the frozen weights under the adapter.</source>
        <translation>适配器之下冻结权重的副本数。</translation>
    </message>
    <message>
        <source>Copies of the trained weights held beside gradient and optimiser.</source>
        <translation>除梯度和优化器外，所保留的训练权重的副本数。</translation>
    </message>
    <message>
        <source>Copy images</source>
        <translation>复制图像</translation>
    </message>
    <message>
        <source>Copy the images of the pairs into the folder, so that it can be shared; their paths are then relative.</source>
        <translation>将这些对的图像复制到文件夹中，以便共享；其路径随之变为相对路径。</translation>
    </message>
    <message>
        <source>Copy the key again.</source>
        <translation>请重新复制密钥。</translation>
    </message>
    <message>
        <source>Copy the project folder to a writable disk.</source>
        <translation>请将项目文件夹复制到可写的磁盘。</translation>
    </message>
    <message>
        <source>Copy the published model&apos;s preprocessor_config.json into the folder.</source>
        <translation>请将已发布模型的 preprocessor_config.json 复制到文件夹中。</translation>
    </message>
    <message>
        <source>Copy the published model&apos;s tokenizer files into the folder.</source>
        <translation>请将已发布模型的分词器文件复制到文件夹中。</translation>
    </message>
    <message>
        <source>Copying images</source>
        <translation>正在复制图像</translation>
    </message>
    <message>
        <source>Core ML models are compiled for Apple&apos;s devices; they cannot be trained.</source>
        <translation>Core ML 模型是为 Apple 设备编译的；无法训练。</translation>
    </message>
    <message>
        <source>Correct that line.</source>
        <translation>请更正该行。</translation>
    </message>
    <message>
        <source>Correct the file, or delete it to use EFUF&apos;s thresholds.</source>
        <translation>请更正文件，或删除它以使用 EFUF 的阈值。</translation>
    </message>
    <message>
        <source>Correct them and start again.</source>
        <translation>请更正后重新开始。</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Create the folder, or choose another place.</source>
        <translation>请创建该文件夹，或选择其他位置。</translation>
    </message>
    <message>
        <source>DPO</source>
        <translation>DPO</translation>
    </message>
    <message>
        <source>DPO against the hallucinated captions ([arXiv 2305.18290](https://arxiv.org/abs/2305.18290))</source>
        <translation>针对含幻觉描述的 DPO（[arXiv 2305.18290](https://arxiv.org/abs/2305.18290)）</translation>
    </message>
    <message>
        <source>DPO strictness</source>
        <translation>DPO 严格度</translation>
    </message>
    <message>
        <source>D_neg</source>
        <translation>D_neg</translation>
    </message>
    <message>
        <source>D_pos</source>
        <translation>D_pos</translation>
    </message>
    <message>
        <source>D_sent</source>
        <translation>D_sent</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Delete the file and resume the run: it then keeps the best of what it measures from there on.</source>
        <translation>请删除该文件并继续运行：之后它会保留从那里起测得的最佳结果。</translation>
    </message>
    <message>
        <source>Delete {0}, and measure again.</source>
        <translation>请删除 {0}，然后重新测量。</translation>
    </message>
    <message>
        <source>Demo model</source>
        <translation>演示模型</translation>
    </message>
    <message>
        <source>Demo model, EFUF</source>
        <translation>演示模型，EFUF</translation>
    </message>
    <message>
        <source>Demo model, SARE</source>
        <translation>演示模型，SARE</translation>
    </message>
    <message>
        <source>Demo model, recommended</source>
        <translation>演示模型，推荐</translation>
    </message>
    <message>
        <source>Depth of erasure</source>
        <translation>擦除深度</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>Detectors</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Device to plan for; it need not be in this computer if its memory is given.</source>
        <translation>所规划的设备；如果给出其内存，它不必在本机上。</translation>
    </message>
    <message>
        <source>Different images help an erasure more than further captions of the same images: to get more examples, test more images.</source>
        <translation>不同的图像比同一图像的附加描述更有助于擦除：要得到更多样本，请测试更多图像。</translation>
    </message>
    <message>
        <source>Different objects that a caption names.</source>
        <translation>一条描述提到的不同物体数。</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>维数</translation>
    </message>
    <message>
        <source>Does not fit: it takes about {0}, and of {1} {2} can be planned with.</source>
        <translation>放不下：约需 {0}，而 {2} 中可规划使用 {1}。</translation>
    </message>
    <message>
        <source>Does the hallucination come back?</source>
        <translation>幻觉是否复现？</translation>
    </message>
    <message>
        <source>Dotted: the same for a control object that the captions of the attack name instead.</source>
        <translation>点线：以攻击的描述所提到的对照物体作同样测量。</translation>
    </message>
    <message>
        <source>Download it (sare download {0} --out FOLDER) and choose that folder.</source>
        <translation>请下载它（sare download {0} --out FOLDER）并选择该文件夹。</translation>
    </message>
    <message>
        <source>Download or copy the adapter&apos;s folder again, with all its files.</source>
        <translation>请重新下载或复制适配器的文件夹及其所有文件。</translation>
    </message>
    <message>
        <source>Download or copy the detector&apos;s folder again.</source>
        <translation>请重新下载或复制检测器的文件夹。</translation>
    </message>
    <message>
        <source>Download or copy the file again.</source>
        <translation>请重新下载或复制该文件。</translation>
    </message>
    <message>
        <source>Download or copy the model folder again, with all its files.</source>
        <translation>请重新下载或复制模型文件夹及其所有文件。</translation>
    </message>
    <message>
        <source>Download or copy the model folder again.</source>
        <translation>请重新下载或复制模型文件夹。</translation>
    </message>
    <message>
        <source>Download the model again (sare download NAME --out FOLDER).</source>
        <translation>请重新下载模型（sare download NAME --out FOLDER）。</translation>
    </message>
    <message>
        <source>Download the published model&apos;s processor and tokenizer files into the folder again.</source>
        <translation>请将已发布模型的处理器和分词器文件重新下载到文件夹中。</translation>
    </message>
    <message>
        <source>Downloading {0}</source>
        <translation>正在下载 {0}</translation>
    </message>
    <message>
        <source>Drawing scenes</source>
        <translation>正在绘制场景</translation>
    </message>
    <message>
        <source>EFUF</source>
        <translation>EFUF</translation>
    </message>
    <message>
        <source>EFUF ([arXiv 2402.09801](https://arxiv.org/abs/2402.09801))</source>
        <translation>EFUF（[arXiv 2402.09801](https://arxiv.org/abs/2402.09801)）</translation>
    </message>
    <message>
        <source>EFUF (baseline)</source>
        <translation>EFUF（基线）</translation>
    </message>
    <message>
        <source>Early stop after</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Empty files beside predictions: {0}. Their images stay undecided.</source>
        <translation>预测旁的空文件：{0}。其图像保持未判定。</translation>
    </message>
    <message>
        <source>Ended after round {0}: {1}.</source>
        <translation>在第 {0} 轮后结束：{1}。</translation>
    </message>
    <message>
        <source>Enough seeds for meaningful intervals.</source>
        <translation>随机种子数足以得到有意义的区间。</translation>
    </message>
    <message>
        <source>Erase each method with the settings that trials on the demo model found for it, instead of the erasure settings given here.</source>
        <translation>用在演示模型上试验所得的设置擦除每种方法，而不使用此处给出的擦除设置。</translation>
    </message>
    <message>
        <source>Erase something first (sare erase), or name a run (--run).</source>
        <translation>请先擦除一些内容（sare erase），或指定运行（--run）。</translation>
    </message>
    <message>
        <source>Erase something first (sare erase), or name the captions or the evaluation after.</source>
        <translation>请先擦除一些内容（sare erase），或指定之后的描述或评估。</translation>
    </message>
    <message>
        <source>Erase something first (sare erase).</source>
        <translation>请先擦除一些内容（sare erase）。</translation>
    </message>
    <message>
        <source>Erase with more steps or another method if the export has to withstand it.</source>
        <translation>如果导出的模型须经受住攻击，请以更多步数或其他方法擦除。</translation>
    </message>
    <message>
        <source>Erased object named where it is present</source>
        <translation>在其存在之处提到被擦除的物体</translation>
    </message>
    <message>
        <source>Erased objects: their rates are reported separately from those of other objects.</source>
        <translation>被擦除的物体：其比率与其他物体分开报告。</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>正在擦除</translation>
    </message>
    <message>
        <source>Erasing and attacking with each method</source>
        <translation>正在用每种方法擦除和攻击</translation>
    </message>
    <message>
        <source>Erasure</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Erasure did not lower the hallucination: it is on {0} of images, and under the strongest attack ({1}) on {2}.</source>
        <translation>擦除未能降低幻觉：它出现在 {0} 的图像上，在最强的攻击（{1}）下为 {2}。</translation>
    </message>
    <message>
        <source>Erasure did not lower the hallucination: it is on {0} of images.</source>
        <translation>擦除未能降低幻觉：它出现在 {0} 的图像上。</translation>
    </message>
    <message>
        <source>Erasure lowers the hallucination from {0} of images to {1}.</source>
        <translation>擦除将幻觉从 {0} 的图像降到 {1}。</translation>
    </message>
    <message>
        <source>Erasure run to attack; default: the newest that is done.</source>
        <translation>要攻击的擦除运行；默认：最近完成的。</translation>
    </message>
    <message>
        <source>Erasure run to attack; empty attacks the model as it is on disk.</source>
        <translation>要攻击的擦除运行；留空则攻击磁盘上的原模型。</translation>
    </message>
    <message>
        <source>Erasure run to export.</source>
        <translation>要导出的擦除运行。</translation>
    </message>
    <message>
        <source>Erasure run to look at; empty looks at the model as it is on disk.</source>
        <translation>要查看的擦除运行；留空则查看磁盘上的原模型。</translation>
    </message>
    <message>
        <source>Erasure that resists small changes of the weights: each step lowers the loss at the worst case nearby (arXiv 2601.16527).</source>
        <translation>能抵抗权重微小变化的擦除：每一步都降低附近最坏情况下的损失（arXiv 2601.16527）。</translation>
    </message>
    <message>
        <source>Erasures start from the captions “{0}” from now on instead of “{1}”{2}.</source>
        <translation>今后的擦除从描述“{0}”出发，而不再从“{1}”出发{2}。</translation>
    </message>
    <message>
        <source>Erasures start from the captions “{0}” from now on, which include those of “{1}”.</source>
        <translation>今后的擦除从描述“{0}”出发，其中包含“{1}”的描述。</translation>
    </message>
    <message>
        <source>Erasures still start from the captions “{0}”, which you have chosen.</source>
        <translation>擦除仍从您选择的描述“{0}”出发。</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Even with one caption per pass about {0} are missing. The step was not started, because the system ends a program that takes too much.</source>
        <translation>即使每次只处理一条描述，仍缺约 {0}。该步未启动，因为系统会结束占用过多内存的程序。</translation>
    </message>
    <message>
        <source>Every attack at several strengths, with a placebo for each relearning attack.</source>
        <translation>以多种强度进行每种攻击，每种再学习攻击配一个安慰剂。</translation>
    </message>
    <message>
        <source>Every attack, relearning at two learning rates.</source>
        <translation>每种攻击，再学习采用两个学习率。</translation>
    </message>
    <message>
        <source>Every caption of the attack names the control already, its image shows it, or it names no object that has a control.</source>
        <translation>攻击的每条描述都已提到对照物体，或其图像显示了它，或没有提到有对照的物体。</translation>
    </message>
    <message>
        <source>Every caption with a hallucinated object gives a pair.</source>
        <translation>每条含幻觉物体的描述给出一对。</translation>
    </message>
    <message>
        <source>Everything saved before is kept. If it happens again, report it with the details.</source>
        <translation>此前保存的内容都已保留。如果再次发生，请连同详细信息一起报告。</translation>
    </message>
    <message>
        <source>Everything saved before is kept. If it happens again, report it.</source>
        <translation>此前保存的内容都已保留。如果再次发生，请报告。</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Export the data set again as COCO JSON or Pascal VOC XML.</source>
        <translation>请将数据集重新导出为 COCO JSON 或 Pascal VOC XML。</translation>
    </message>
    <message>
        <source>Export the erasure with merged weights first (sare export --form merged).</source>
        <translation>请先以合并权重的形式导出擦除（sare export --form merged）。</translation>
    </message>
    <message>
        <source>Export the merged model instead.</source>
        <translation>请改为导出合并后的模型。</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Few captions and steps.</source>
        <translation>描述和步数都较少。</translation>
    </message>
    <message>
        <source>Fewest captions</source>
        <translation>最少描述数</translation>
    </message>
    <message>
        <source>File names that several ids have: {0}. These images stay undecided.</source>
        <translation>对应多个 ID 的文件名：{0}。这些图像保持未判定。</translation>
    </message>
    <message>
        <source>File to write the project&apos;s vocabulary with the added words to; must not exist.</source>
        <translation>写入项目词表及新增词语的文件；必须尚不存在。</translation>
    </message>
    <message>
        <source>Files that are not Pascal VOC annotations: {0}.</source>
        <translation>不是 Pascal VOC 标注的文件：{0}。</translation>
    </message>
    <message>
        <source>Files whose objects have a confidence, which are a model&apos;s predictions: {0}. Their images stay undecided.</source>
        <translation>物体带置信度（即模型的预测）的文件：{0}。其图像保持未判定。</translation>
    </message>
    <message>
        <source>Files with a confidence after the boxes, which are a model&apos;s predictions: {0}. Their images stay undecided.</source>
        <translation>方框后带置信度（即模型的预测）的文件：{0}。其图像保持未判定。</translation>
    </message>
    <message>
        <source>Fine line</source>
        <translation>精细线</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>First sure source</source>
        <translation>第一个确定的来源</translation>
    </message>
    <message>
        <source>Fit into memory</source>
        <translation>适应内存</translation>
    </message>
    <message>
        <source>Five seeds</source>
        <translation>五个随机种子</translation>
    </message>
    <message>
        <source>Fixed radius at which sharpness is measured on held-out examples.</source>
        <translation>在留出样本上测量锐度的固定半径。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder of a CLIP or SigLIP model, which scores whether a mentioned object is in the image.</source>
        <translation>CLIP 或 SigLIP 模型的文件夹，它为所提物体是否在图像中打分。</translation>
    </message>
    <message>
        <source>Folder of a LoRA adapter (PEFT format) to load on top of the model.</source>
        <translation>加载到模型上的 LoRA 适配器（PEFT 格式）的文件夹。</translation>
    </message>
    <message>
        <source>Folder of an adapter&apos;s base model; default: the model that the adapter names.</source>
        <translation>适配器的基础模型的文件夹；默认：适配器所指定的模型。</translation>
    </message>
    <message>
        <source>Folder of an object detector, or of each of two: zero-shot (such as Grounding DINO, OWLv2, OmDet-Turbo) or with fixed labels (such as DETR, RT-DETR, D-FINE, YOLOS), which judges only objects among its labels. Two detectors decide where they agree.</source>
        <translation>目标检测器的文件夹，可给出两个：零样本（如 Grounding DINO、OWLv2、OmDet-Turbo）或固定标签（如 DETR、RT-DETR、D-FINE、YOLOS，只判定其标签中的物体）。两个检测器一致时才作判定。</translation>
    </message>
    <message>
        <source>Folder of the MLLM that wrote the captions: it checks each of them. Default: they are imported unchecked; they can be measured, but not erased.</source>
        <translation>生成这些描述的多模态模型的文件夹：它会逐条检查。默认：不经检查导入；可以测量，但不能擦除。</translation>
    </message>
    <message>
        <source>Folder of the MLLM, or of the adapter, which names its model.</source>
        <translation>多模态模型的文件夹，或指定其模型的适配器的文件夹。</translation>
    </message>
    <message>
        <source>Folder of the MLLM: config.json, safetensors weights and processor files.</source>
        <translation>多模态模型的文件夹：config.json、safetensors 权重和处理器文件。</translation>
    </message>
    <message>
        <source>Folder of the MLLM: config.json, safetensors weights and processor files. With a server, it checks the server&apos;s captions; without it they can be measured, but not erased.</source>
        <translation>多模态模型的文件夹：config.json、safetensors 权重和处理器文件。使用服务器时，由它检查服务器的描述；没有它，描述可以测量，但不能擦除。</translation>
    </message>
    <message>
        <source>Folder of the MLLM; default: the model that the project was tested with.</source>
        <translation>多模态模型的文件夹；默认：项目测试时所用的模型。</translation>
    </message>
    <message>
        <source>Folder of the MLLM; default: where it was.</source>
        <translation>多模态模型的文件夹；默认：原来的位置。</translation>
    </message>
    <message>
        <source>Folder of the model before erasure, to measure the perplexity of the captions under it.</source>
        <translation>擦除前模型的文件夹，用于测量描述在其下的困惑度。</translation>
    </message>
    <message>
        <source>Folder to write the model to: new, empty, or with a stopped download of the same model. Without it, only the size is shown.</source>
        <translation>写入模型的文件夹：新的、空的，或含同一模型未完成下载的文件夹。未给出时只显示大小。</translation>
    </message>
    <message>
        <source>Folder to write to; must be missing or empty.</source>
        <translation>要写入的文件夹；必须不存在或为空。</translation>
    </message>
    <message>
        <source>For comparison: a negative loss bounded relative to the model before erasure.</source>
        <translation>供比较：相对于擦除前模型有界的负样本损失。</translation>
    </message>
    <message>
        <source>For comparison: keeps the other outputs close to the model before erasure.</source>
        <translation>供比较：使其他输出接近擦除前的模型。</translation>
    </message>
    <message>
        <source>For comparison: learns the hallucination, then subtracts what was learnt.</source>
        <translation>供比较：先学习幻觉，再减去所学内容。</translation>
    </message>
    <message>
        <source>For comparison: perturbs in a random direction of length rho.</source>
        <translation>供比较：沿长度为 rho 的随机方向扰动。</translation>
    </message>
    <message>
        <source>For comparison: prefers the caption without the hallucination.</source>
        <translation>供比较：偏好不含幻觉的描述。</translation>
    </message>
    <message>
        <source>For comparison: takes the worst case of the whole objective.</source>
        <translation>供比较：取整个目标函数的最坏情况。</translation>
    </message>
    <message>
        <source>For comparison: unlearns the hallucinations and does nothing to keep the rest.</source>
        <translation>供比较：遗忘幻觉，而不作任何保留其余内容的处理。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Format of the pairs.</source>
        <translation>偏好对的格式。</translation>
    </message>
    <message>
        <source>Free some space on that disk, then try again.</source>
        <translation>请在该磁盘上腾出空间，然后重试。</translation>
    </message>
    <message>
        <source>Free some space or ask for a larger quota, then try again.</source>
        <translation>请腾出空间或申请更大的配额，然后重试。</translation>
    </message>
    <message>
        <source>Free some space or choose another disk.</source>
        <translation>请腾出空间或选择其他磁盘。</translation>
    </message>
    <message>
        <source>Fresh adversary</source>
        <translation>新适配器对手</translation>
    </message>
    <message>
        <source>Frozen weights in {0}: half the memory of float32, answers differ slightly.</source>
        <translation>冻结权重以 {0} 保存：内存为 float32 的一半，回答略有不同。</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Further captions found {0} with a hallucination: {1} instead of {2}.</source>
        <translation>附加描述又发现{0}出现幻觉：{1}，而非 {2}。</translation>
    </message>
    <message>
        <source>Further prompts</source>
        <translation>附加提示词</translation>
    </message>
    <message>
        <source>GGUF is the format of llama.cpp and Ollama. Its weights are packed for inference; they cannot be trained.</source>
        <translation>GGUF 是 llama.cpp 和 Ollama 的格式。其权重为推理而打包；无法训练。</translation>
    </message>
    <message>
        <source>Gaussian noise of {noise_scale:g} times the norm of each weight matrix</source>
        <translation>高斯噪声，为每个权重矩阵范数的 {noise_scale:g} 倍</translation>
    </message>
    <message>
        <source>Give AMBER&apos;s folder of images; they are matched by file name.</source>
        <translation>请给出 AMBER 的图像文件夹；按文件名匹配。</translation>
    </message>
    <message>
        <source>Give COCO&apos;s annotation files of train2014 and val2014.</source>
        <translation>请给出 COCO 的 train2014 和 val2014 标注文件。</translation>
    </message>
    <message>
        <source>Give annotations or questions of these images; they are matched by file name.</source>
        <translation>请给出这些图像的标注或问题；按文件名匹配。</translation>
    </message>
    <message>
        <source>Give caption and object files whose image_id or file_name values match.</source>
        <translation>请给出 image_id 或 file_name 值相匹配的描述文件和物体文件。</translation>
    </message>
    <message>
        <source>Give captions and annotations whose ids match.</source>
        <translation>请给出 ID 相匹配的描述和标注。</translation>
    </message>
    <message>
        <source>Give each picture a name of its own, write the folders of the pictures into the annotations (a/1.jpg), or correct the names that contradict each other.</source>
        <translation>请为每张图片取独有的名称，在标注中写出图片的文件夹（a/1.jpg），或更正相互矛盾的名称。</translation>
    </message>
    <message>
        <source>Give image files or folders.</source>
        <translation>请给出图像文件或文件夹。</translation>
    </message>
    <message>
        <source>Give it with --backend; lmms-eval models lists the names.</source>
        <translation>请用 --backend 给出；lmms-eval models 可列出名称。</translation>
    </message>
    <message>
        <source>Give one of its names as the served model (--server-model).</source>
        <translation>请将其名称之一作为服务器模型给出（--server-model）。</translation>
    </message>
    <message>
        <source>Give the adapter&apos;s folder (--adapter).</source>
        <translation>请给出适配器的文件夹（--adapter）。</translation>
    </message>
    <message>
        <source>Give the adapter&apos;s own model (--model), unless both are the same.</source>
        <translation>请给出适配器自己的模型（--model），除非二者相同。</translation>
    </message>
    <message>
        <source>Give the base model&apos;s folder as the model.</source>
        <translation>请将基础模型的文件夹作为模型给出。</translation>
    </message>
    <message>
        <source>Give the final address, often the same with https://.</source>
        <translation>请给出最终地址，通常是以 https:// 开头的同一地址。</translation>
    </message>
    <message>
        <source>Give the folder hallusion_bench as it was unpacked, with its folders VD and VS.</source>
        <translation>请给出解压后的 hallusion_bench 文件夹，其中含文件夹 VD 和 VS。</translation>
    </message>
    <message>
        <source>Give the new vocabulary another name.</source>
        <translation>请为新词表另取名称。</translation>
    </message>
    <message>
        <source>Give the question file too, with --questions.</source>
        <translation>请用 --questions 同时给出问题文件。</translation>
    </message>
    <message>
        <source>Give the question that the model was asked, with --prompt.</source>
        <translation>请用 --prompt 给出向模型提出的问题。</translation>
    </message>
    <message>
        <source>Give the reproduce.json beside a report.</source>
        <translation>请给出报告旁的 reproduce.json。</translation>
    </message>
    <message>
        <source>Give the same model in 16 or 32 bits as the model (--model), and this adapter (--adapter).</source>
        <translation>请将 16 或 32 位的同一模型作为模型给出（--model），并给出此适配器（--adapter）。</translation>
    </message>
    <message>
        <source>Give the settings of that run.</source>
        <translation>请给出那次运行的设置。</translation>
    </message>
    <message>
        <source>Give the {0} of a run.</source>
        <translation>请给出某次运行的 {0}。</translation>
    </message>
    <message>
        <source>Gradient ascent</source>
        <translation>梯度上升</translation>
    </message>
    <message>
        <source>Gradient checkpointing</source>
        <translation>梯度检查点</translation>
    </message>
    <message>
        <source>Gradient checkpointing is not possible with this model.</source>
        <translation>此模型无法使用梯度检查点。</translation>
    </message>
    <message>
        <source>Gradient checkpointing: the same result, steps take about a third longer.</source>
        <translation>梯度检查点：结果相同，每步约慢三分之一。</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Greedy caption</source>
        <translation>贪心描述</translation>
    </message>
    <message>
        <source>Grounded</source>
        <translation>属实</translation>
    </message>
    <message>
        <source>Grounded, hallucinated or unsure.</source>
        <translation>属实、幻觉或不确定。</translation>
    </message>
    <message>
        <source>HEIC pictures need the package pillow-heif.</source>
        <translation>HEIC 图片需要软件包 pillow-heif。</translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE is set, which keeps the hub&apos;s library from the network.</source>
        <translation>已设置 HF_HUB_OFFLINE，它使 Hub 的程序库不访问网络。</translation>
    </message>
    <message>
        <source>HTML file</source>
        <translation>HTML 文件</translation>
    </message>
    <message>
        <source>HTML file to write; default: report.html in the project folder.</source>
        <translation>要写入的 HTML 文件；默认：项目文件夹中的 report.html。</translation>
    </message>
    <message>
        <source>HTML page to write, in a single file that loads nothing from the network.</source>
        <translation>要写入的 HTML 页面，为单个文件，不从网络加载任何内容。</translation>
    </message>
    <message>
        <source>HTML page to write: the results, the values they come from, and every image, in a single file that loads nothing from the network.</source>
        <translation>要写入的 HTML 页面：结果、其所依据的数值以及每张图像，为单个文件，不从网络加载任何内容。</translation>
    </message>
    <message>
        <source>Hal</source>
        <translation>Hal</translation>
    </message>
    <message>
        <source>Half of the layers</source>
        <translation>一半的层</translation>
    </message>
    <message>
        <source>Half of the questions ask about a present object; the absent objects are drawn at random, from the most frequent, or from those that occur with present objects.</source>
        <translation>一半问题询问存在的物体；不存在的物体随机抽取、取自最常见者，或取自与存在物体共同出现者。</translation>
    </message>
    <message>
        <source>Half of the questions ask about a present object; the absent objects are drawn in three ways.</source>
        <translation>一半问题询问存在的物体；不存在的物体以三种方式抽取。</translation>
    </message>
    <message>
        <source>Hallucinated</source>
        <translation>幻觉</translation>
    </message>
    <message>
        <source>Hallucination</source>
        <translation>幻觉</translation>
    </message>
    <message>
        <source>Hallucination or broken text</source>
        <translation>幻觉或损坏的文本</translation>
    </message>
    <message>
        <source>Hallucination rate</source>
        <translation>幻觉率</translation>
    </message>
    <message>
        <source>HallusionBench, answered yes</source>
        <translation>HallusionBench，回答“是”</translation>
    </message>
    <message>
        <source>HallusionBench, easy</source>
        <translation>HallusionBench，简单</translation>
    </message>
    <message>
        <source>HallusionBench, errors that are yes</source>
        <translation>HallusionBench，错答“是”</translation>
    </message>
    <message>
        <source>HallusionBench, figures</source>
        <translation>HallusionBench，图片组</translation>
    </message>
    <message>
        <source>HallusionBench, hard</source>
        <translation>HallusionBench，困难</translation>
    </message>
    <message>
        <source>HallusionBench, pairs</source>
        <translation>HallusionBench，成对</translation>
    </message>
    <message>
        <source>HallusionBench, questions</source>
        <translation>HallusionBench，问题</translation>
    </message>
    <message>
        <source>HallusionBench, too many yes</source>
        <translation>HallusionBench，“是”过多</translation>
    </message>
    <message>
        <source>Harmonic mean of AMBER&apos;s precision and recall.</source>
        <translation>AMBER 精确率与召回率的调和平均。</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall.</source>
        <translation>精确率与召回率的调和平均。</translation>
    </message>
    <message>
        <source>Held-out images</source>
        <translation>留出图像</translation>
    </message>
    <message>
        <source>Held-out images captioned at each measurement; 0 takes all of them.</source>
        <translation>每次测量时生成描述的留出图像数；0 表示全部。</translation>
    </message>
    <message>
        <source>Held-out share</source>
        <translation>留出比例</translation>
    </message>
    <message>
        <source>Here {0} did not withstand the attack better than {1}.</source>
        <translation>此处 {0} 对攻击的抵御并不优于 {1}。</translation>
    </message>
    <message>
        <source>Higher means better erased; a falling line is the hallucination coming back.</source>
        <translation>越高表示擦除得越好；曲线下降即幻觉复现。</translation>
    </message>
    <message>
        <source>Hold it in 8 or 4 bits (quantisation), spread it over several NVIDIA GPUs (placement), choose a smaller model, close other programs, or use another device.</source>
        <translation>请以 8 或 4 位保存（量化），分布到多个 NVIDIA GPU（放置），选择更小的模型，关闭其他程序，或使用其他设备。</translation>
    </message>
    <message>
        <source>Hold the frozen weights of the language model in 8 or 4 bits (bitsandbytes): less memory, slightly different answers. Adapters stay float32, and exports use the weights as they are on disk.</source>
        <translation>以 8 或 4 位保存语言模型的冻结权重（bitsandbytes）：内存更少，回答略有不同。适配器保持 float32，导出使用磁盘上的原权重。</translation>
    </message>
    <message>
        <source>Holding weights in 8 or 4 bits, which needs less memory and makes slightly different captions.</source>
        <translation>以 8 或 4 位保存权重，所需内存更少，描述略有不同。</translation>
    </message>
    <message>
        <source>How SARE finds the worst case near the weights.</source>
        <translation>SARE 如何找到权重附近的最坏情况。</translation>
    </message>
    <message>
        <source>How far task-vector negation moves away from the start, opposite to what was learnt.</source>
        <translation>任务向量取反从起点沿所学内容的反方向移动多远。</translation>
    </message>
    <message>
        <source>How far to go to either side; at 1 a filter moves by its own length.</source>
        <translation>向两侧移动的距离；为 1 时滤波器移动其自身的长度。</translation>
    </message>
    <message>
        <source>How long the server may take for one caption until its answer begins, and again until the answer ends. A request that takes longer counts as failed and is repeated (--server-retries). Connecting is not included: it may take 10 seconds.</source>
        <translation>服务器对一条描述开始回答之前、以及之后到回答结束各自允许的时间。超时的请求视为失败并重试（--server-retries）。连接时间不计在内：最多 10 秒。</translation>
    </message>
    <message>
        <source>How many captions are computed at once. A smaller number needs less memory and changes no result.</source>
        <translation>同时计算的描述数。数值越小所需内存越少，结果不变。</translation>
    </message>
    <message>
        <source>How many nats of the hallucination a random small change of the weights brings back.</source>
        <translation>权重的随机微小变化会带回多少 nat 的幻觉。</translation>
    </message>
    <message>
        <source>How many nats of the hallucination the worst small change of the weights brings back.</source>
        <translation>权重的最坏微小变化会带回多少 nat 的幻觉。</translation>
    </message>
    <message>
        <source>How models of type {0} are prompted is not known here.</source>
        <translation>此处不知道 {0} 类型的模型如何构造提示词。</translation>
    </message>
    <message>
        <source>How much of a hallucinated sub-sentence is unlearned: all of it, as in EFUF, or the mention alone, which leaves the wording of true clauses as it is.</source>
        <translation>遗忘幻觉子句的多少：全部（如 EFUF），或仅提及本身，这样真实从句的措辞保持不变。</translation>
    </message>
    <message>
        <source>How much of the hallucination the worst-case perturbation of the step brings back.</source>
        <translation>该步的最坏情况扰动会带回多少幻觉。</translation>
    </message>
    <message>
        <source>How much the loss rises at the worst case near the weights. Low sharpness goes with robust erasure.</source>
        <translation>权重附近最坏情况下损失上升多少。锐度低意味着擦除稳健。</translation>
    </message>
    <message>
        <source>How much the negative examples count against what is kept.</source>
        <translation>负样本相对于所保留内容的权重。</translation>
    </message>
    <message>
        <source>How much the sentence examples count.</source>
        <translation>句子样本的权重。</translation>
    </message>
    <message>
        <source>How often a request is repeated when the server is busy or fails, with increasing waits of up to 30 seconds (8 retries: about 90 seconds in all), or as long as the server asks to wait, up to an hour in all. In addition, each try without an answer takes as long as the longest answer may (--server-timeout).</source>
        <translation>服务器繁忙或失败时请求重试的次数，等待时间逐次增加，最长 30 秒（8 次重试：合计约 90 秒），或按服务器要求的时间等待，合计最多一小时。此外，每次没有回答的尝试用时可达最长回答时间（--server-timeout）。</translation>
    </message>
    <message>
        <source>How often rho is halved within a step whose perturbation did not bring the hallucination back.</source>
        <translation>若某步的扰动未带回幻觉，则在该步内将 rho 减半的次数。</translation>
    </message>
    <message>
        <source>How soon DPO is satisfied with a pair of captions.</source>
        <translation>DPO 对一对描述达到满意的快慢。</translation>
    </message>
    <message>
        <source>How soon NPO and DPO are satisfied with what is forgotten.</source>
        <translation>NPO 和 DPO 对已遗忘内容达到满意的快慢。</translation>
    </message>
    <message>
        <source>How soon NPO lets go of a hallucination that is already less likely than before; near 0 it is plain gradient ascent.</source>
        <translation>NPO 对已比之前更不可能的幻觉放手的快慢；接近 0 时即普通的梯度上升。</translation>
    </message>
    <message>
        <source>How strongly an adapter acts, together with its rank.</source>
        <translation>与秩一起决定适配器的作用强度。</translation>
    </message>
    <message>
        <source>How surprising the captions are to the model before erasure.</source>
        <translation>描述对擦除前的模型而言有多意外。</translation>
    </message>
    <message>
        <source>How the control is chosen among the objects that the model never hallucinates beside the triggers and recalls about as well: by presence beside the triggers, by presence in all images, or by recall, each as close as possible to the erased object&apos;s.</source>
        <translation>在模型从不在诱因旁幻觉、且召回相近的物体中如何选择对照：按在诱因旁出现的频率、在所有图像中出现的频率，或按召回率，均尽可能接近被擦除的物体。</translation>
    </message>
    <message>
        <source>How the sources of evidence are combined; your own verdict always wins.</source>
        <translation>各证据来源如何组合；您自己的判定始终优先。</translation>
    </message>
    <message>
        <source>How the sources of evidence are combined; your own verdict always wins. Default: the project&apos;s rule; the first sure source in a new project.</source>
        <translation>各证据来源如何组合；您自己的判定始终优先。默认：项目的规则；新项目中为第一个确定的来源。</translation>
    </message>
    <message>
        <source>How the sources of evidence are combined; your own verdict always wins. Default: unchanged.</source>
        <translation>各证据来源如何组合；您自己的判定始终优先。默认：不变。</translation>
    </message>
    <message>
        <source>How the worst case near the weights is found in each step of SARE.</source>
        <translation>SARE 的每一步如何找到权重附近的最坏情况。</translation>
    </message>
    <message>
        <source>How true mentions of an erased object are kept: within their sub-sentence, or each also as a separate target with the weight of a whole sub-sentence.</source>
        <translation>如何保留被擦除物体的真实提及：在其子句内，或再各自作为一个独立目标，权重等同整个子句。</translation>
    </message>
    <message>
        <source>How varied sampled captions are. A high temperature gives more mistakes.</source>
        <translation>采样描述的多样程度。温度越高错误越多。</translation>
    </message>
    <message>
        <source>How well a picture and the name of an object match, according to a CLIP model. Thresholds turn scores into verdicts.</source>
        <translation>根据 CLIP 模型，图片与物体名称的匹配程度。阈值将分数变为判定。</translation>
    </message>
    <message>
        <source>If a larger share of the sample is not the model&apos;s own, none is accepted.</source>
        <translation>如果样本中不是模型自己输出的比例大于此值，则全部不接受。</translation>
    </message>
    <message>
        <source>If that process has ended, take the run over: give --take-over, or use the button “Take over” in the window.</source>
        <translation>如果该进程已结束，请接管运行：给出 --take-over，或使用窗口中的“接管”按钮。</translation>
    </message>
    <message>
        <source>If the file is damaged, move it away; the next search begins a new one.</source>
        <translation>如果文件已损坏，请将其移走；下次搜索会新建一个。</translation>
    </message>
    <message>
        <source>If you trust where it comes from, allow its code (--trust-remote-code) and try again.</source>
        <translation>如果您信任其来源，请允许其代码（--trust-remote-code）并重试。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Image file.</source>
        <translation>图像文件。</translation>
    </message>
    <message>
        <source>Image files or folders.</source>
        <translation>图像文件或文件夹。</translation>
    </message>
    <message>
        <source>Image files, or folders of images, to add to the project first.</source>
        <translation>先添加到项目的图像文件或图像文件夹。</translation>
    </message>
    <message>
        <source>Image files, or folders of images, to add.</source>
        <translation>要添加的图像文件或图像文件夹。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Images added to the project in the meantime have taken their place.</source>
        <translation>其间添加到项目的图像已占用它们的位置。</translation>
    </message>
    <message>
        <source>Images skipped, with an imported caption but no picture: {0}.</source>
        <translation>跳过的图像（有导入的描述但没有图片）：{0}。</translation>
    </message>
    <message>
        <source>Images that are marked as not labelled: {0}. They stay undecided.</source>
        <translation>标记为未标注的图像：{0}。它们保持未判定。</translation>
    </message>
    <message>
        <source>Images that do not list the categories that were looked for: {0}. Only what is annotated in them is decided.</source>
        <translation>未列出所查找类别的图像：{0}。其中只判定已标注的内容。</translation>
    </message>
    <message>
        <source>Images that have captions of this model and keep them: {0}.</source>
        <translation>已有此模型的描述并予以保留的图像：{0}。</translation>
    </message>
    <message>
        <source>Images that no annotation describes: {0}. They stay undecided.</source>
        <translation>没有标注描述的图像：{0}。它们保持未判定。</translation>
    </message>
    <message>
        <source>Images to compare</source>
        <translation>要比较的图像数</translation>
    </message>
    <message>
        <source>Images whose captions are used. By default only those that erasures train on, so that the held-out images, on which erasures are measured, stay unseen; with all, they are in the pairs.</source>
        <translation>使用其描述的图像。默认只用擦除训练所用的图像，使衡量擦除的留出图像保持未见；选择全部时，它们也在偏好对中。</translation>
    </message>
    <message>
        <source>Images whose captions name no object of the vocabulary: {0}. They stay undecided.</source>
        <translation>描述未提到词表中物体的图像：{0}。它们保持未判定。</translation>
    </message>
    <message>
        <source>Images whose file lists no object: {0}. Since these are most, nobody may have labelled them; they stay undecided.</source>
        <translation>文件未列出物体的图像：{0}。由于占多数，可能没有人标注过；它们保持未判定。</translation>
    </message>
    <message>
        <source>Images whose id belongs to several images: {0}. They stay undecided.</source>
        <translation>ID 对应多张图像的图像：{0}。它们保持未判定。</translation>
    </message>
    <message>
        <source>Images with a label that the vocabulary lacks: {0}. What is not listed there stays undecided.</source>
        <translation>带有词表中没有的标签的图像：{0}。其中未列出的内容保持未判定。</translation>
    </message>
    <message>
        <source>Images with several captions, all of which count: {0}.</source>
        <translation>有多条描述且全部计入的图像：{0}。</translation>
    </message>
    <message>
        <source>Images without a picture, whose captions cannot be checked: {0}.</source>
        <translation>没有图片、因而描述无法检查的图像：{0}。</translation>
    </message>
    <message>
        <source>Images without annotations: {0} ({1}).</source>
        <translation>没有标注的图像：{0}（{1}）。</translation>
    </message>
    <message>
        <source>Import captions of its images first (sare import).</source>
        <translation>请先导入其图像的描述（sare import）。</translation>
    </message>
    <message>
        <source>Import the file with --model for that.</source>
        <translation>为此请用 --model 导入文件。</translation>
    </message>
    <message>
        <source>In 16 bits rounding can change a caption; in 32 bits do not rely on the export.</source>
        <translation>16 位时舍入可能改变描述；32 位时请勿依赖此导出。</translation>
    </message>
    <message>
        <source>In 16 bits rounding can change a caption; in 32 bits do not rely on the result.</source>
        <translation>16 位时舍入可能改变描述；32 位时请勿依赖此结果。</translation>
    </message>
    <message>
        <source>In CVAT, choose “Export task dataset” with the format COCO 1.0 or Pascal VOC 1.1.</source>
        <translation>在 CVAT 中选择“Export task dataset”，格式为 COCO 1.0 或 Pascal VOC 1.1。</translation>
    </message>
    <message>
        <source>In Label Studio, choose “Export” with the format COCO or Pascal VOC XML.</source>
        <translation>在 Label Studio 中选择“Export”，格式为 COCO 或 Pascal VOC XML。</translation>
    </message>
    <message>
        <source>In Supervisely, run the app “Export to COCO” or “Export to Pascal VOC”.</source>
        <translation>在 Supervisely 中运行应用“Export to COCO”或“Export to Pascal VOC”。</translation>
    </message>
    <message>
        <source>In VGG Image Annotator, choose “Annotation”, “Export Annotations (COCO format)”.</source>
        <translation>在 VGG Image Annotator 中选择“Annotation”、“Export Annotations (COCO format)”。</translation>
    </message>
    <message>
        <source>Install NVIDIA&apos;s driver and PyTorch with CUDA, or choose the CPU.</source>
        <translation>请安装 NVIDIA 驱动和带 CUDA 的 PyTorch，或选择 CPU。</translation>
    </message>
    <message>
        <source>Install it (pip install bitsandbytes), or choose no quantisation.</source>
        <translation>请安装它（pip install bitsandbytes），或选择不量化。</translation>
    </message>
    <message>
        <source>Install it (pip install pillow-heif), or convert the picture to JPEG.</source>
        <translation>请安装它（pip install pillow-heif），或将图片转换为 JPEG。</translation>
    </message>
    <message>
        <source>Install it (pip install {0}), or choose another model.</source>
        <translation>请安装它（pip install {0}），或选择其他模型。</translation>
    </message>
    <message>
        <source>Install it in an environment of its own: python -m venv lmms-eval-env, then lmms-eval-env/bin/pip install lmms-eval; and name that folder with --program.</source>
        <translation>请将其安装到独立的环境中：python -m venv lmms-eval-env，然后 lmms-eval-env/bin/pip install lmms-eval；并用 --program 指定该文件夹。</translation>
    </message>
    <message>
        <source>Install it, or choose another detector.</source>
        <translation>请安装它，或选择其他检测器。</translation>
    </message>
    <message>
        <source>Install the version for the installed PyTorch, or choose no quantisation.</source>
        <translation>请安装与已装 PyTorch 相应的版本，或选择不量化。</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>区间</translation>
    </message>
    <message>
        <source>It already counts as {0}.</source>
        <translation>它已经计为 {0}。</translation>
    </message>
    <message>
        <source>It began with other settings than those given now ({0}).</source>
        <translation>它开始时的设置与现在给出的不同（{0}）。</translation>
    </message>
    <message>
        <source>It changes a model that makes images.</source>
        <translation>它改动的是生成图像的模型。</translation>
    </message>
    <message>
        <source>It contains no {0}.</source>
        <translation>它不包含 {0}。</translation>
    </message>
    <message>
        <source>It contains the model&apos;s placeholder for an image.</source>
        <translation>它包含模型的图像占位符。</translation>
    </message>
    <message>
        <source>It did between two passes of a step, in one of the processes that train the model together.</source>
        <translation>它在一个步的两次传播之间，在共同训练模型的某个进程中耗尽。</translation>
    </message>
    <message>
        <source>It does not contain a JSON object.</source>
        <translation>它不包含 JSON 对象。</translation>
    </message>
    <message>
        <source>It does not contain the run&apos;s status.</source>
        <translation>它不包含运行的状态。</translation>
    </message>
    <message>
        <source>It does not exist.</source>
        <translation>它不存在。</translation>
    </message>
    <message>
        <source>It does not fit into memory.</source>
        <translation>它放不进内存。</translation>
    </message>
    <message>
        <source>It does not fit into this computer&apos;s memory.</source>
        <translation>它放不进本机的内存。</translation>
    </message>
    <message>
        <source>It exists, and could be a vocabulary in use.</source>
        <translation>它已存在，可能是正在使用的词表。</translation>
    </message>
    <message>
        <source>It has a project that was not made from this file.</source>
        <translation>它含有一个并非由此文件创建的项目。</translation>
    </message>
    <message>
        <source>It has characters that cannot be sent to a server, such as line breaks.</source>
        <translation>它含有不能发送给服务器的字符，例如换行。</translation>
    </message>
    <message>
        <source>It has done all of its steps, and is the last of its rounds.</source>
        <translation>它已完成所有步，且是其最后一轮。</translation>
    </message>
    <message>
        <source>It has done all of its steps.</source>
        <translation>它已完成所有步。</translation>
    </message>
    <message>
        <source>It has hundreds of millions of pixels.</source>
        <translation>它有数亿像素。</translation>
    </message>
    <message>
        <source>It has no adapter.</source>
        <translation>它没有适配器。</translation>
    </message>
    <message>
        <source>It has no captions.</source>
        <translation>它没有描述。</translation>
    </message>
    <message>
        <source>It has no config.json.</source>
        <translation>它没有 config.json。</translation>
    </message>
    <message>
        <source>It has no readable config.json: lmms-eval needs a whole model, not an adapter.</source>
        <translation>它没有可读的 config.json：lmms-eval 需要完整的模型，而不是适配器。</translation>
    </message>
    <message>
        <source>It has no runs yet.</source>
        <translation>它还没有运行。</translation>
    </message>
    <message>
        <source>It has no such revision.</source>
        <translation>它没有这样的版本。</translation>
    </message>
    <message>
        <source>It has no weights for PyTorch.</source>
        <translation>它没有 PyTorch 的权重。</translation>
    </message>
    <message>
        <source>It has not recorded what it does.</source>
        <translation>它没有记录其内容。</translation>
    </message>
    <message>
        <source>It has texts about the images instead of lists of their objects. Choose annotations of objects.</source>
        <translation>它包含关于图像的文字而不是物体列表。请选择物体的标注。</translation>
    </message>
    <message>
        <source>It has weights of an adapter, but no adapter_config.json, which names the base model.</source>
        <translation>它有适配器的权重，但没有指定基础模型的 adapter_config.json。</translation>
    </message>
    <message>
        <source>It has {0} pixels.</source>
        <translation>它有 {0} 像素。</translation>
    </message>
    <message>
        <source>It has {0}.</source>
        <translation>它有 {0}。</translation>
    </message>
    <message>
        <source>It holds a projector or what was trained beside a LoRA, in LLaVA&apos;s own format.</source>
        <translation>它包含投影层或与 LoRA 一同训练的内容，为 LLaVA 自己的格式。</translation>
    </message>
    <message>
        <source>It is a CLIP model, which judges captions: sare probe --clip FOLDER.</source>
        <translation>它是 CLIP 模型，用于判定描述：sare probe --clip FOLDER。</translation>
    </message>
    <message>
        <source>It is a file.</source>
        <translation>它是文件。</translation>
    </message>
    <message>
        <source>It is a folder, not a file.</source>
        <translation>它是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation>它是文件夹。</translation>
    </message>
    <message>
        <source>It is a gated model: its owners give access after their terms are accepted.</source>
        <translation>它是受限模型：接受条款后由所有者授予访问权限。</translation>
    </message>
    <message>
        <source>It is a part of a diffusers pipeline ({0}).</source>
        <translation>它是 diffusers 流水线的一部分（{0}）。</translation>
    </message>
    <message>
        <source>It is a pointer of Git LFS: the weights themselves were not downloaded.</source>
        <translation>它是 Git LFS 的指针：权重本身没有下载。</translation>
    </message>
    <message>
        <source>It is a run of {0}, not of {1}.</source>
        <translation>它是 {0} 的运行，而不是 {1} 的。</translation>
    </message>
    <message>
        <source>It is a run of {0}.</source>
        <translation>它是 {0} 的运行。</translation>
    </message>
    <message>
        <source>It is an MLX model: its weights are arranged, and often rounded, for Apple&apos;s MLX. {0}.</source>
        <translation>它是 MLX 模型：其权重为 Apple 的 MLX 排列，且往往经过舍入。{0}。</translation>
    </message>
    <message>
        <source>It is an adapter of kind {0}, not LoRA.</source>
        <translation>它是 {0} 类型的适配器，不是 LoRA。</translation>
    </message>
    <message>
        <source>It is an encoder-decoder: image and prompt go into an encoder, and a separate decoder writes the caption. Erasure is designed for models that continue the prompt with the caption.</source>
        <translation>它是编码器-解码器：图像和提示词进入编码器，由另一个解码器写出描述。擦除是为用描述续写提示词的模型设计的。</translation>
    </message>
    <message>
        <source>It is an object detector, which judges captions: sare probe --detector FOLDER.</source>
        <translation>它是目标检测器，用于判定描述：sare probe --detector FOLDER。</translation>
    </message>
    <message>
        <source>It is damaged ({0}).</source>
        <translation>它已损坏（{0}）。</translation>
    </message>
    <message>
        <source>It is damaged: it has no list of jobs.</source>
        <translation>它已损坏：没有任务列表。</translation>
    </message>
    <message>
        <source>It is erased itself.</source>
        <translation>它本身是被擦除的。</translation>
    </message>
    <message>
        <source>It is in the format of the original LLaVA code; the llava-hf models hold the same weights in the Hugging Face format.</source>
        <translation>它是原始 LLaVA 代码的格式；llava-hf 模型以 Hugging Face 格式保存相同的权重。</translation>
    </message>
    <message>
        <source>It is missing, and {0} is only a part.</source>
        <translation>它缺失了，而 {0} 只是一部分。</translation>
    </message>
    <message>
        <source>It is not UTF-8 text ({0}).</source>
        <translation>它不是 UTF-8 文本（{0}）。</translation>
    </message>
    <message>
        <source>It is not a JSON object.</source>
        <translation>它不是 JSON 对象。</translation>
    </message>
    <message>
        <source>It is not a picture, or in a format that cannot be read.</source>
        <translation>它不是图片，或格式无法读取。</translation>
    </message>
    <message>
        <source>It is not an evaluation.</source>
        <translation>它不是评估。</translation>
    </message>
    <message>
        <source>It is not erased; the erased objects are {0}.</source>
        <translation>它未被擦除；被擦除的物体是 {0}。</translation>
    </message>
    <message>
        <source>It is not in the queue, which has no jobs.</source>
        <translation>它不在队列中，队列没有任务。</translation>
    </message>
    <message>
        <source>It is not in the queue, which has the jobs {0}.</source>
        <translation>它不在队列中，队列中的任务为 {0}。</translation>
    </message>
    <message>
        <source>It is not in {0} any more.</source>
        <translation>它已不在 {0} 中。</translation>
    </message>
    <message>
        <source>It is not in {0}.</source>
        <translation>它不在 {0} 中。</translation>
    </message>
    <message>
        <source>It is not on the PATH.</source>
        <translation>它不在 PATH 中。</translation>
    </message>
    <message>
        <source>It is not readable as JSON.</source>
        <translation>它无法作为 JSON 读取。</translation>
    </message>
    <message>
        <source>It is not resumed or reused; all runs of this comparison are made with the weights that are there now.</source>
        <translation>它不会被继续或重用；此比较的所有运行都用现在的权重进行。</translation>
    </message>
    <message>
        <source>It is not valid JSON ({0}).</source>
        <translation>它不是有效的 JSON（{0}）。</translation>
    </message>
    <message>
        <source>It is not what sare report writes: {0}.</source>
        <translation>它不是 sare report 所写的内容：{0}。</translation>
    </message>
    <message>
        <source>It is still running ({0}).</source>
        <translation>它仍在运行（{0}）。</translation>
    </message>
    <message>
        <source>It is still running in another process ({0}).</source>
        <translation>它仍在另一个进程中运行（{0}）。</translation>
    </message>
    <message>
        <source>It is still running.</source>
        <translation>它仍在运行。</translation>
    </message>
    <message>
        <source>It is the name of no erasure, of no captions and of no kept evaluation.</source>
        <translation>它不是任何擦除、描述或已保存评估的名称。</translation>
    </message>
    <message>
        <source>It is {0}.</source>
        <translation>它是 {0}。</translation>
    </message>
    <message>
        <source>It makes images (model_index.json) and does not describe them.</source>
        <translation>它生成图像（model_index.json），并不描述图像。</translation>
    </message>
    <message>
        <source>It may still be running in another process ({0}), which cannot be seen from this computer.</source>
        <translation>它可能仍在另一个进程中运行（{0}），从本机无法看到。</translation>
    </message>
    <message>
        <source>It needs {0}, which the file does not list before it.</source>
        <translation>它需要 {0}，而文件未在其之前列出。</translation>
    </message>
    <message>
        <source>It printed nothing.</source>
        <translation>它没有输出任何内容。</translation>
    </message>
    <message>
        <source>It removed the images or captions that this was about.</source>
        <translation>它移除了相关的图像或描述。</translation>
    </message>
    <message>
        <source>It should have {0} but has {1}.</source>
        <translation>它应有 {0}，但有 {1}。</translation>
    </message>
    <message>
        <source>It trained the weights themselves, so there is no adapter.</source>
        <translation>它训练的是权重本身，因此没有适配器。</translation>
    </message>
    <message>
        <source>It trains the erasure&apos;s own adapter, and this model has no adapter.</source>
        <translation>它训练擦除自己的适配器，而此模型没有适配器。</translation>
    </message>
    <message>
        <source>It was not asked for.</source>
        <translation>它未被请求。</translation>
    </message>
    <message>
        <source>It was not run, or no held-out image is suitable for it.</source>
        <translation>它没有运行，或没有适合它的留出图像。</translation>
    </message>
    <message>
        <source>It was saved by a newer version of SARE Desktop.</source>
        <translation>它由更新版本的 SARE Desktop 保存。</translation>
    </message>
    <message>
        <source>It was taken over by process {0} on the computer {1}.</source>
        <translation>它已被计算机 {1} 上的进程 {0} 接管。</translation>
    </message>
    <message>
        <source>It was written by a newer version of the program (format {0}).</source>
        <translation>它由更新版本的程序写入（格式 {0}）。</translation>
    </message>
    <message>
        <source>It was {0} of images.</source>
        <translation>此前为 {0} 的图像。</translation>
    </message>
    <message>
        <source>Its adapter has others ({0}).</source>
        <translation>它的适配器有其他设置（{0}）。</translation>
    </message>
    <message>
        <source>Its base model was in {0}, which is not on this computer.</source>
        <translation>它的基础模型原在 {0}，不在本机上。</translation>
    </message>
    <message>
        <source>Its base model {0} is not on this computer.</source>
        <translation>它的基础模型 {0} 不在本机上。</translation>
    </message>
    <message>
        <source>Its checksum doesn&apos;t match.</source>
        <translation>其校验和不匹配。</translation>
    </message>
    <message>
        <source>Its config.json has the model_type {0}.</source>
        <translation>其 config.json 的 model_type 为 {0}。</translation>
    </message>
    <message>
        <source>Its family needs the Python library {0}, which is not installed.</source>
        <translation>它的系列需要 Python 库 {0}，而该库未安装。</translation>
    </message>
    <message>
        <source>Its files have {0} of another shape than config.json says: {1}.</source>
        <translation>其文件中有 {0} 的形状与 config.json 所述不同：{1}。</translation>
    </message>
    <message>
        <source>Its files lack {0} that config.json requires: {1}.</source>
        <translation>其文件缺少 config.json 要求的 {0}：{1}。</translation>
    </message>
    <message>
        <source>Its files name {0} layers, and the model is built with {1}.</source>
        <translation>其文件含 {0} 层，而模型构建为 {1} 层。</translation>
    </message>
    <message>
        <source>Its header is longer than the file, which is cut off.</source>
        <translation>其文件头比文件还长，文件被截断。</translation>
    </message>
    <message>
        <source>Its header is not that of a safetensors file.</source>
        <translation>其文件头不是 safetensors 文件的文件头。</translation>
    </message>
    <message>
        <source>Its kind in config.json, “{0}”, is not one that transformers {1} knows. If it is newer than that, update transformers.</source>
        <translation>config.json 中的类型“{0}”不为 transformers {1} 所知。如果它比该版本更新，请更新 transformers。</translation>
    </message>
    <message>
        <source>Its length limit was reached before the first word, as by a model that thinks.</source>
        <translation>在第一个词之前就达到了长度上限，如同会思考的模型。</translation>
    </message>
    <message>
        <source>Its lines are answers to questions, and the pictures are named in the question file.</source>
        <translation>其各行是对问题的回答，图片在问题文件中指定。</translation>
    </message>
    <message>
        <source>Its list of weights is missing.</source>
        <translation>缺少其权重列表。</translation>
    </message>
    <message>
        <source>Its matrices have other names or sizes than those to train.</source>
        <translation>其矩阵的名称或大小与要训练的不同。</translation>
    </message>
    <message>
        <source>Its model is not in {0} any more.</source>
        <translation>它的模型已不在 {0} 中。</translation>
    </message>
    <message>
        <source>Its model was not tested on the project&apos;s images yet.</source>
        <translation>它的模型尚未在项目的图像上测试。</translation>
    </message>
    <message>
        <source>Its name ends in {0}.</source>
        <translation>其名称以 {0} 结尾。</translation>
    </message>
    <message>
        <source>Its processor has no tokenizer, or its image processor&apos;s files are missing.</source>
        <translation>其处理器没有分词器，或缺少图像处理器的文件。</translation>
    </message>
    <message>
        <source>Its processor needs {0}, which the folder does not have. Copy that from the published model into the folder.</source>
        <translation>其处理器需要 {0}，而文件夹中没有。请从已发布的模型将其复制到文件夹中。</translation>
    </message>
    <message>
        <source>Its rows are not those of a project: {0}.</source>
        <translation>其各行不是项目的行：{0}。</translation>
    </message>
    <message>
        <source>Its stored tokens spell {0}, its text is {1}.</source>
        <translation>其保存的 token 拼出 {0}，而其文本为 {1}。</translation>
    </message>
    <message>
        <source>Its tables have version {0}; this version has {1}.</source>
        <translation>其表格为版本 {0}；本程序为版本 {1}。</translation>
    </message>
    <message>
        <source>Its tokenizer has no token {0}, which stands for an image in config.json. Copy tokenizer.json, {1} and added_tokens.json from the published model into the folder.</source>
        <translation>其分词器没有 token {0}，而它在 config.json 中代表图像。请从已发布的模型将 tokenizer.json、{1} 和 added_tokens.json 复制到文件夹中。</translation>
    </message>
    <message>
        <source>Its tokenizer is a SentencePiece file ({0}) without tokenizer.json, which needs Python libraries that are not installed. Install them (pip install {1}), or copy tokenizer.json from the published model.</source>
        <translation>其分词器是没有 tokenizer.json 的 SentencePiece 文件（{0}），需要尚未安装的 Python 库。请安装它们（pip install {1}），或从已发布的模型复制 tokenizer.json。</translation>
    </message>
    <message>
        <source>Its tokenizer starts yes and no with the same token.</source>
        <translation>其分词器对 yes 和 no 以同一个 token 开头。</translation>
    </message>
    <message>
        <source>Its weights are held in fewer bits than on disk, and would be written rounded.</source>
        <translation>其权重保存的位数少于磁盘上的，会以舍入后的形式写出。</translation>
    </message>
    <message>
        <source>Its weights are packed for inference; they cannot be trained.</source>
        <translation>其权重为推理而打包；无法训练。</translation>
    </message>
    <message>
        <source>Its weights are quantised ({0}), which cannot be trained or exported here. {1} in bfloat16 or float16.</source>
        <translation>其权重已量化（{0}），在此无法训练或导出。{1}，采用 bfloat16 或 float16。</translation>
    </message>
    <message>
        <source>Its weights are split by process (ZeRO).</source>
        <translation>其权重按进程拆分（ZeRO）。</translation>
    </message>
    <message>
        <source>Its weights were saved in 8 or 4 bits by bitsandbytes, and what was rounded off cannot be restored for exports. {0}, and choose 8 or 4 bits when loading it here (quantisation).</source>
        <translation>其权重由 bitsandbytes 以 8 或 4 位保存，舍去的部分无法为导出恢复。{0}，并在此加载时选择 8 或 4 位（量化）。</translation>
    </message>
    <message>
        <source>Its {0} has no linear layers.</source>
        <translation>其 {0} 没有线性层。</translation>
    </message>
    <message>
        <source>Its {0} was not created by SARE Desktop.</source>
        <translation>其 {0} 不是由 SARE Desktop 创建的。</translation>
    </message>
    <message>
        <source>JSON Lines file with question_id and image on each line, for answers that name only their question (LLaVA&apos;s model_vqa).</source>
        <translation>每行含 question_id 和 image 的 JSON Lines 文件，用于只写明问题的回答（LLaVA 的 model_vqa）。</translation>
    </message>
    <message>
        <source>JSON Lines file: an object with image_id or file_name, and caption, on each line. Caption files of COCO, CHAIR, POPE and lmms-eval are read too.</source>
        <translation>JSON Lines 文件：每行一个含 image_id 或 file_name 以及 caption 的对象。也可读取 COCO、CHAIR、POPE 和 lmms-eval 的描述文件。</translation>
    </message>
    <message>
        <source>Job {0} was not {1}.</source>
        <translation>任务 {0} 未被{1}。</translation>
    </message>
    <message>
        <source>Jobs that wait for each other.</source>
        <translation>相互等待的任务。</translation>
    </message>
    <message>
        <source>Judge the project&apos;s mentions by the suggested thresholds.</source>
        <translation>按建议的阈值判定项目的提及。</translation>
    </message>
    <message>
        <source>Judged by a rule instead of GPT-4; the split of errors into language hallucination, visual illusion and mixed needs the judge and is left out.</source>
        <translation>由规则而非 GPT-4 判定；将错误分为语言幻觉、视觉错觉和混合需要评判模型，因此省略。</translation>
    </message>
    <message>
        <source>Judging mentions</source>
        <translation>正在判定提及</translation>
    </message>
    <message>
        <source>Keep as</source>
        <translation>保存为</translation>
    </message>
    <message>
        <source>Keep in project</source>
        <translation>保存到项目</translation>
    </message>
    <message>
        <source>Keep it on one device (placement one).</source>
        <translation>请将其放在一个设备上（放置 one）。</translation>
    </message>
    <message>
        <source>, no faster than {0}</source>
        <translation>，不快于{0}</translation>
    </message>
    <message>
        <source>**A bad picture**: a curve that returns to the rate of the base model within a few steps: the hallucination was hidden and not erased. Overlapping bands decide nothing.</source>
        <translation>**不好的情形**：曲线在几步之内回到基础模型的比率：幻觉只是被隐藏而未被擦除。区间带重叠则不能说明任何问题。</translation>
    </message>
    <message>
        <source>**A bad picture**: a first row near the base model: one known attack is enough.</source>
        <translation>**不好的情形**：第一行接近基础模型：一种已知的攻击就足够了。</translation>
    </message>
    <message>
        <source>**A bad picture**: a line that falls: another program uses the processor or the GPU, or memory is running out and the system swaps.</source>
        <translation>**不好的情形**：曲线下降：有其他程序在使用处理器或 GPU，或内存即将耗尽、系统正在换页。</translation>
    </message>
    <message>
        <source>**A bad picture**: a line that rises towards the size of the memory.</source>
        <translation>**不好的情形**：曲线朝着内存大小上升。</translation>
    </message>
    <message>
        <source>**A bad picture**: a narrow peak at zero: a step in any direction undoes the erasure.</source>
        <translation>**不好的情形**：零点处有窄峰：朝任何方向走一步都会抵消擦除。</translation>
    </message>
    <message>
        <source>**A bad picture**: a small bright spot in the middle.</source>
        <translation>**不好的情形**：中间有一个小亮点。</translation>
    </message>
    <message>
        <source>**A bad picture**: a steep fall within the first steps, even while the rate is still zero.</source>
        <translation>**不好的情形**：在最初几步内急剧下降，即使比率仍为零。</translation>
    </message>
    <message>
        <source>**A bad picture**: all points at the top: every trial gives way to the attack. All at the left: every trial costs recall.</source>
        <translation>**不好的情形**：所有点都在顶部：每个试验都被攻击攻破。全部在左侧：每个试验都损失召回率。</translation>
    </message>
    <message>
        <source>**A bad picture**: object recall or broken captions are worse: the erasure took more than the hallucination.</source>
        <translation>**不好的情形**：物体召回率或损坏的描述变差：擦除带走的不止是幻觉。</translation>
    </message>
    <message>
        <source>**A bad picture**: one hill: the scores don&apos;t separate right from wrong, and any threshold guesses.</source>
        <translation>**不好的情形**：只有一个峰：分数不能区分对错，任何阈值都是猜测。</translation>
    </message>
    <message>
        <source>**A bad picture**: recall falls together with hallucination: the model forgot the word instead of the mistake. Degenerate captions mean that the erasure is too strong.</source>
        <translation>**不好的情形**：召回率与幻觉一同下降：模型忘记的是词而不是错误。退化的描述意味着擦除过强。</translation>
    </message>
    <message>
        <source>**A bad picture**: recall that is low from the start: the object was erased altogether, and a low hallucination rate means little.</source>
        <translation>**不好的情形**：召回率从一开始就低：物体被整个擦除，低幻觉率意义不大。</translation>
    </message>
    <message>
        <source>**A bad picture**: runs that differ in the seed only lie as far apart as those that you compare: the difference is chance.</source>
        <translation>**不好的情形**：仅随机种子不同的运行之间的差距，与您所比较的运行之间一样大：差异出于偶然。</translation>
    </message>
    <message>
        <source>**A bad picture**: the erased object returns at once, while the control object takes many steps: it was hidden and not erased.</source>
        <translation>**不好的情形**：被擦除的物体立即复现，而对照物体需要许多步：它只是被隐藏而未被擦除。</translation>
    </message>
    <message>
        <source>**A bad picture**: the positive or the sentence loss rises with the erasure: the model unlearns its language, too. If the negative loss doesn&apos;t move, nothing is erased.</source>
        <translation>**不好的情形**：正样本或句子损失随擦除上升：模型连语言也在遗忘。如果负样本损失不动，则什么也没有擦除。</translation>
    </message>
    <message>
        <source>**A bad picture**: the worst case keeps rising: a small change of the weights brings the hallucination back. Many crosses mean that ρ is too large.</source>
        <translation>**不好的情形**：最坏情况不断上升：权重的微小变化会带回幻觉。叉号很多意味着 ρ 过大。</translation>
    </message>
    <message>
        <source>**A bad picture**: training rises and held-out stays: the examples were learnt by heart. Values far above 10 nats cost fluent text.</source>
        <translation>**不好的情形**：训练上升而留出不动：样本被死记硬背。远高于 10 nat 的值会损害文本的流畅。</translation>
    </message>
    <message>
        <source>**A good picture**: *hallucinated* is high and flat around zero: small changes of the weights, such as fine-tuning, bring nothing back. *Grounded* is low and flat.</source>
        <translation>**好的情形**：*幻觉* 在零点附近高而平：微调等权重的微小变化不会带回任何内容。*属实* 低而平。</translation>
    </message>
    <message>
        <source>**A good picture**: a curve that stays near zero for many steps, no steeper than its placebo.</source>
        <translation>**好的情形**：曲线在许多步内保持接近零，且不比其安慰剂更陡。</translation>
    </message>
    <message>
        <source>**A good picture**: a level line.</source>
        <translation>**好的情形**：曲线水平。</translation>
    </message>
    <message>
        <source>**A good picture**: a slow fall.</source>
        <translation>**好的情形**：缓慢下降。</translation>
    </message>
    <message>
        <source>**A good picture**: a star near the bottom right corner, close to the dashed line.</source>
        <translation>**好的情形**：星号靠近右下角，接近虚线。</translation>
    </message>
    <message>
        <source>**A good picture**: a wide area of one colour around the middle: a flat landscape.</source>
        <translation>**好的情形**：中间有一大片同色区域：平坦的地形。</translation>
    </message>
    <message>
        <source>**A good picture**: after a rise while the erasure begins, the curves fall or stay low: the weights lie in a flat region. Worst case and average come closer.</source>
        <translation>**好的情形**：在擦除开始时上升之后，曲线下降或保持较低：权重位于平坦区域。最坏情况与平均相互靠近。</translation>
    </message>
    <message>
        <source>**A good picture**: all three rise together and level off. A small gap between training and worst case means a robust erasure.</source>
        <translation>**好的情形**：三者一同上升并趋于平稳。训练与最坏情况之间差距小意味着擦除稳健。</translation>
    </message>
    <message>
        <source>**A good picture**: compared runs differ in one setting only (the tab *Settings* shows it), and their curves keep their order.</source>
        <translation>**好的情形**：所比较的运行只有一项设置不同（见 *设置* 标签页），且其曲线的次序不变。</translation>
    </message>
    <message>
        <source>**A good picture**: hallucination falls to zero, recall stays level, degenerate stays at zero.</source>
        <translation>**好的情形**：幻觉降到零，召回率保持不变，退化保持为零。</translation>
    </message>
    <message>
        <source>**A good picture**: level after the first steps.</source>
        <translation>**好的情形**：最初几步之后保持水平。</translation>
    </message>
    <message>
        <source>**A good picture**: level, and near the base model.</source>
        <translation>**好的情形**：水平，且接近基础模型。</translation>
    </message>
    <message>
        <source>**A good picture**: no row is worse, on enough images for narrow intervals.</source>
        <translation>**好的情形**：没有一行变差，且图像足够多、区间较窄。</translation>
    </message>
    <message>
        <source>**A good picture**: the erased object returns no sooner than the control object is learnt: nothing was left to be found again.</source>
        <translation>**好的情形**：被擦除的物体不比对照物体被学会得更快复现：没有留下可被重新找到的内容。</translation>
    </message>
    <message>
        <source>**A good picture**: the first row is near the rate before the attacks.</source>
        <translation>**好的情形**：第一行接近攻击之前的比率。</translation>
    </message>
    <message>
        <source>**A good picture**: the negative loss falls steadily, and the other two stay about where they began.</source>
        <translation>**好的情形**：负样本损失稳步下降，另外两个大致保持在起点。</translation>
    </message>
    <message>
        <source>**A good picture**: two hills with a valley, and the thresholds at the edges of the valley.</source>
        <translation>**好的情形**：两个峰之间有一个谷，阈值位于谷的两侧。</translation>
    </message>
    <message>
        <source>**Axes**: concept recall after the erasure across, hallucination rate after an attack on it up. Each point is a trial of the search; the dashed line is recall before erasure.</source>
        <translation>**坐标轴**：横轴为擦除后的概念召回率，纵轴为对其攻击后的幻觉率。每个点是搜索的一个试验；虚线为擦除前的召回率。</translation>
    </message>
    <message>
        <source>**Axes**: one row for each attack, the strongest first; rates with their 95 % intervals over the tested images.</source>
        <translation>**坐标轴**：每种攻击一行，最强的在前；比率附有在测试图像上的 95 % 区间。</translation>
    </message>
    <message>
        <source>**Axes**: one row for each figure; before and after the erasure, with 95 % intervals, and the difference. What became worse comes first.</source>
        <translation>**坐标轴**：每项指标一行；擦除前后的值（附 95 % 区间）以及差值。变差的在前。</translation>
    </message>
    <message>
        <source>**Axes**: steps of each run across, the chosen measure up.</source>
        <translation>**坐标轴**：横轴为每个运行的步数，纵轴为所选的指标。</translation>
    </message>
    <message>
        <source>**Axes**: steps of the attack across, the share of held-out images up.</source>
        <translation>**坐标轴**：横轴为攻击的步数，纵轴为留出图像的比例。</translation>
    </message>
    <message>
        <source>**Axes**: steps of the relearning attack across, concept recall on held-out images up.</source>
        <translation>**坐标轴**：横轴为再学习攻击的步数，纵轴为留出图像上的概念召回率。</translation>
    </message>
    <message>
        <source>**Axes**: steps of the relearning attack across, cross-entropy (CE) of the hallucinated mentions in nats up.</source>
        <translation>**坐标轴**：横轴为再学习攻击的步数，纵轴为幻觉提及的交叉熵（CE，nat）。</translation>
    </message>
    <message>
        <source>**Axes**: steps of the relearning attack across, hallucination rate on held-out images up.</source>
        <translation>**坐标轴**：横轴为再学习攻击的步数，纵轴为留出图像上的幻觉率。</translation>
    </message>
    <message>
        <source>**Axes**: the distance along two random directions across and up; the colour is the cross-entropy in nats, with its scale at the right. The middle is the model as it is.</source>
        <translation>**坐标轴**：横轴和纵轴为沿两个随机方向的距离；颜色为交叉熵（nat），刻度在右侧。中间为模型本身。</translation>
    </message>
    <message>
        <source>**Axes**: the distance that the weights are moved along a random direction across, cross-entropy in nats up. Zero is the model as it is.</source>
        <translation>**坐标轴**：横轴为权重沿随机方向移动的距离，纵轴为交叉熵（nat）。零点为模型本身。</translation>
    </message>
    <message>
        <source>**Axes**: the score of a mention across, how many mentions have it up, stacked by verdict.</source>
        <translation>**坐标轴**：横轴为提及的分数，纵轴为具有该分数的提及数，按判定堆叠。</translation>
    </message>
    <message>
        <source>**Axes**: training steps across, GB up.</source>
        <translation>**坐标轴**：横轴为训练步数，纵轴为 GB。</translation>
    </message>
    <message>
        <source>**Axes**: training steps across, cross-entropy (CE) of the hallucinated mentions in nats up.</source>
        <translation>**坐标轴**：横轴为训练步数，纵轴为幻觉提及的交叉熵（CE，nat）。</translation>
    </message>
    <message>
        <source>**Axes**: training steps across, shares of held-out images up.</source>
        <translation>**坐标轴**：横轴为训练步数，纵轴为留出图像的比例。</translation>
    </message>
    <message>
        <source>**Axes**: training steps across, steps per second up.</source>
        <translation>**坐标轴**：横轴为训练步数，纵轴为每秒步数。</translation>
    </message>
    <message>
        <source>**Axes**: training steps across, the rise of the loss near the weights in nats up.</source>
        <translation>**坐标轴**：横轴为训练步数，纵轴为权重附近损失的上升（nat）。</translation>
    </message>
    <message>
        <source>**Axes**: training steps across, the three losses in nats up. Each loss is averaged over the examples of a step.</source>
        <translation>**坐标轴**：横轴为训练步数，纵轴为三个损失（nat）。每个损失为该步各样本的平均。</translation>
    </message>
    <message>
        <source>**How to read it**: *hallucination* is the rate after the attack. *Objects named* and *broken* say whether the attacked model still writes useful captions. A star marks an attack that destroys the model; it doesn&apos;t count.</source>
        <translation>**如何解读**：*幻觉* 是攻击后的比率。*提到的物体* 和 *损坏* 说明受攻击的模型是否仍能写出有用的描述。星号标记会毁坏模型的攻击；它不计入。</translation>
    </message>
    <message>
        <source>**How to read it**: *ours* is what this program holds where the model is computed, *others* what all other programs hold there.</source>
        <translation>**如何解读**：*本程序* 是本程序在模型计算处占用的内存，*其他程序* 是所有其他程序在那里占用的内存。</translation>
    </message>
    <message>
        <source>**How to read it**: a figure is worse or better only if the interval of the difference excludes zero. Otherwise no difference was seen, which isn&apos;t proof that there is none.</source>
        <translation>**如何解读**：仅当差值的区间不包含零时，指标才算变差或变好。否则未见差异，但这并不证明没有差异。</translation>
    </message>
    <message>
        <source>**How to read it**: an erasure lowers all three. The negative loss is the cross-entropy of the hallucinated mentions with its sign turned, so it goes below zero as they become unlikely. The positive and the sentence loss are of what is kept.</source>
        <translation>**如何解读**：擦除使三者都降低。负样本损失是幻觉提及的交叉熵取负号，因此随着它们变得不可能而低于零。正样本损失和句子损失属于所保留的内容。</translation>
    </message>
    <message>
        <source>**How to read it**: below the lower threshold (T1) a mention is hallucinated, above the upper (T0) grounded, between them unsure. Your own verdicts and annotations can contradict a score.</source>
        <translation>**如何解读**：低于下阈值（T1）的提及为幻觉，高于上阈值（T0）为属实，之间为不确定。您自己的判定和标注可以与分数相矛盾。</translation>
    </message>
    <message>
        <source>**How to read it**: each curve is a method. The attack trains the erased model on captions with the hallucination. A shaded band is the 95 % interval over seeds; it needs three of them. The dotted placebo shows how fast an object is learnt that the model never invented.</source>
        <translation>**如何解读**：每条曲线是一种方法。攻击用含幻觉的描述训练擦除后的模型。阴影带为各随机种子的 95 % 区间；至少需要三个。点线的安慰剂显示模型从未幻觉的物体被学会的快慢。</translation>
    </message>
    <message>
        <source>**How to read it**: each curve is a selected run. Losses of different methods aren&apos;t the same quantity; rates on held-out images are.</source>
        <translation>**如何解读**：每条曲线是一个所选的运行。不同方法的损失不是同一个量；留出图像上的比率则是。</translation>
    </message>
    <message>
        <source>**How to read it**: each line is a model; *hallucinated* is of the mentions that were erased, *grounded* of those that are kept.</source>
        <translation>**如何解读**：每条线是一个模型；*幻觉* 指被擦除的提及，*属实* 指被保留的提及。</translation>
    </message>
    <message>
        <source>**How to read it**: how unlikely the hallucination still is. It falls before the rate rises, so it warns earlier.</source>
        <translation>**如何解读**：幻觉仍有多不可能。它在比率上升之前下降，因此预警更早。</translation>
    </message>
    <message>
        <source>**How to read it**: low and far to the right is good. No other trial is better in all figures than those of the Pareto front. A cross breaks too many captions.</source>
        <translation>**如何解读**：低且靠右为好。没有其他试验在所有数值上优于帕累托前沿上的试验。叉号表示损坏的描述过多。</translation>
    </message>
    <message>
        <source>**How to read it**: of the pictures that show the erased object, the share whose captions name it, as the attack continues.</source>
        <translation>**如何解读**：攻击进行时，在显示被擦除物体的图片中，其描述提到它的比例。</translation>
    </message>
    <message>
        <source>**How to read it**: one divided by the seconds that each step took.</source>
        <translation>**如何解读**：一除以每步所用的秒数。</translation>
    </message>
    <message>
        <source>**How to read it**: point, or use the arrow keys, to read a value. The box above chooses hallucinated or grounded spans.</source>
        <translation>**如何解读**：用鼠标指向或用方向键读取数值。上方的选择框用于选择幻觉片段或属实片段。</translation>
    </message>
    <message>
        <source>**How to read it**: sharpness is how much of the erasure is undone at the worst case within the radius ρ. *S per step* comes from the training examples, *worst case* and *average* from held-out images. A cross marks a step whose worst case was none: ρ reached too far and was halved.</source>
        <translation>**如何解读**：锐度是在半径 ρ 内的最坏情况下擦除被抵消的程度。*每步 S* 来自训练样本，*最坏情况* 和 *平均* 来自留出图像。叉号标记其最坏情况并不成立的步：ρ 过大并已减半。</translation>
    </message>
    <message>
        <source>**How to read it**: the erased object beside a control object that the model never invented, both taught in the same way; and the control object on the model before the erasure.</source>
        <translation>**如何解读**：被擦除的物体与模型从未幻觉的对照物体并列，二者以同样方式教授；以及擦除前模型上的对照物体。</translation>
    </message>
    <message>
        <source>**How to read it**: the higher, the less likely the model is to write them. Each nat makes a word 2.7 times less likely. *Worst case* is the same at the perturbed weights, *held-out* on pictures it isn&apos;t trained on.</source>
        <translation>**如何解读**：越高，模型写出它们的可能性越小。每 1 nat 使一个词的可能性降到 1/2.7。*最坏情况* 是在扰动后的权重上的同一数值，*留出* 是在未用于训练的图片上。</translation>
    </message>
    <message>
        <source>**How to read it**: the model writes captions for pictures it isn&apos;t trained on. The hallucination rate counts captions with an erased object that isn&apos;t there, concept recall those that still name it where it is, and degenerate those that are broken captions.</source>
        <translation>**如何解读**：模型为未用于训练的图片写描述。幻觉率统计含有不存在的被擦除物体的描述，概念召回率统计在其存在处仍提到它的描述，退化统计损坏的描述。</translation>
    </message>
    <message>
        <source>**What to do**: attack with more steps before you trust a rate of zero.</source>
        <translation>**怎么办**：在相信比率为零之前，用更多步数攻击。</translation>
    </message>
    <message>
        <source>**What to do**: compare rates before losses, and repeat with other seeds before you decide.</source>
        <translation>**怎么办**：先比较比率再比较损失，并在决定之前用其他随机种子重复。</translation>
    </message>
    <message>
        <source>**What to do**: compare the hallucination rates of methods with similar recall only.</source>
        <translation>**怎么办**：只在召回率相近的方法之间比较幻觉率。</translation>
    </message>
    <message>
        <source>**What to do**: drag a threshold and look at pictures near it; calibrate if you have annotations or verdicts; use another CLIP model or a detector if there is one hill.</source>
        <translation>**怎么办**：拖动阈值并查看其附近的图片；如果有标注或判定，请校准；如果只有一个峰，请使用其他 CLIP 模型或检测器。</translation>
    </message>
    <message>
        <source>**What to do**: halve the learning rate or lower the weight of forgetting if what is kept gets worse; raise the learning rate or the steps if nothing is erased.</source>
        <translation>**怎么办**：如果所保留的内容变差，请将学习率减半或降低遗忘权重；如果什么也没有擦除，请提高学习率或步数。</translation>
    </message>
    <message>
        <source>**What to do**: look at the memory plot; close other programs or lower the microbatch.</source>
        <translation>**怎么办**：查看内存图；关闭其他程序或减小微批。</translation>
    </message>
    <message>
        <source>**What to do**: lower the microbatch, or hold the model in 8 or 4 bits (quantisation).</source>
        <translation>**怎么办**：减小微批，或以 8 或 4 位保存模型（量化）。</translation>
    </message>
    <message>
        <source>**What to do**: measure the erasures of two methods with the same settings and lay their lines over each other. An attack finds worse directions than chance does, so attack the flatter one.</source>
        <translation>**怎么办**：用相同设置测量两种方法的擦除，并将其线条叠在一起。攻击能找到比随机更坏的方向，因此也要攻击较平坦的那个。</translation>
    </message>
    <message>
        <source>**What to do**: of many figures, one in twenty looks different by chance; measure a surprising one again on other images. If it stays, erase with a lower learning rate.</source>
        <translation>**怎么办**：在众多数值中，每二十个就有一个会因偶然而显得不同；对意外的数值请在其他图像上再次测量。如果依然存在，请以更低的学习率擦除。</translation>
    </message>
    <message>
        <source>**What to do**: read the values at the edge: how much lower is hallucinated there than in the middle? Compare maps by their scales, not by their colours.</source>
        <translation>**怎么办**：读取边缘处的值：那里的幻觉比中间低多少？按刻度而不是按颜色比较各图。</translation>
    </message>
    <message>
        <source>**What to do**: stop at the step where recall is still high and erase with *Weights to keep: best* in expert mode, or lower the learning rate. More D_pos examples of the object hold its recall.</source>
        <translation>**怎么办**：在召回率仍高的步停止，并在专家模式中以 *保留的权重：最佳* 擦除，或降低学习率。该物体更多的 D_pos 样本可保持其召回率。</translation>
    </message>
    <message>
        <source>**What to do**: test more images for more examples if held-out stays behind; fewer steps or a smaller weight of forgetting if it rises without end. Compare methods at the same depth.</source>
        <translation>**怎么办**：如果留出落后，请测试更多图像以获得更多样本；如果无休止地上升，请减少步数或降低遗忘权重。在相同深度下比较方法。</translation>
    </message>
    <message>
        <source>**What to do**: the erasure is as good as its first row. Report this row, not the mean.</source>
        <translation>**怎么办**：擦除的好坏取决于其第一行。请报告这一行，而不是平均值。</translation>
    </message>
    <message>
        <source>**What to do**: train longer or choose the recommended form if it stays high; lower ρ if there are many crosses. Only an attack on the Robustness page is proof.</source>
        <translation>**怎么办**：如果保持较高，请训练更久或选择推荐的形式；叉号很多时请降低 ρ。只有“鲁棒性”页上的攻击才能证明。</translation>
    </message>
    <message>
        <source>**What to do**: use the settings of the star, or of a point on the front that you prefer, and erase in full with them. Search again with a larger range of steps if all points are bad.</source>
        <translation>**怎么办**：使用星号或前沿上您偏好的点的设置，进行完整擦除。如果所有点都不好，请以更大的步数范围重新搜索。</translation>
    </message>
    <message>
        <source>, {0} more than {1}</source>
        <translation>，比{1}高 {0}</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>; no difference is seen from {0}</source>
        <translation>；与{0}相比未见差异</translation>
    </message>
    <message>
        <source>A suite of attacks is not possible under torchrun.</source>
        <translation>在 torchrun 下无法运行攻击套件。</translation>
    </message>
    <message>
        <source>After benign fine-tuning for {0} steps</source>
        <translation>良性微调 {0} 步之后</translation>
    </message>
    <message>
        <source>After fine-tuning on your own captions for {0} steps</source>
        <translation>用您自己的描述微调 {0} 步之后</translation>
    </message>
    <message>
        <source>After relearning for {0} steps</source>
        <translation>再学习 {0} 步之后</translation>
    </message>
    <message>
        <source>After the attack</source>
        <translation>攻击之后</translation>
    </message>
    <message>
        <source>After the attack,</source>
        <translation>攻击之后，</translation>
    </message>
    <message>
        <source>After the strongest attack,</source>
        <translation>最强的攻击之后，</translation>
    </message>
    <message>
        <source>Better in {0}</source>
        <translation>{0} 个变好</translation>
    </message>
    <message>
        <source>Check the addresses that torchrun was given (--rdzv-endpoint, or --master-addr and --master-port), and that a firewall lets them through.</source>
        <translation>请检查给 torchrun 的地址（--rdzv-endpoint，或 --master-addr 和 --master-port），以及防火墙是否放行。</translation>
    </message>
    <message>
        <source>Choose objects by name.</source>
        <translation>请按名称选择物体。</translation>
    </message>
    <message>
        <source>Choose trigger</source>
        <translation>选择诱因</translation>
    </message>
    <message>
        <source>Copy or download the same model, then choose that folder as the model, and this one as its adapter {0}.</source>
        <translation>请复制或下载同一模型，然后选择该文件夹作为模型，并将此文件夹作为其适配器 {0}。</translation>
    </message>
    <message>
        <source>Does not fit: it takes about {0}.</source>
        <translation>放不下：约需 {0}。</translation>
    </message>
    <message>
        <source>Download it (sare download {0} --out BASE), then choose that folder as the model, and this one as its adapter {1}.</source>
        <translation>请下载它（sare download {0} --out BASE），然后选择该文件夹作为模型，并将此文件夹作为其适配器 {1}。</translation>
    </message>
    <message>
        <source>Each of its attacks starts processes of its own, so that the suite continues if one of them fails.</source>
        <translation>其每种攻击都启动自己的进程，因此其中一个失败时套件仍能继续。</translation>
    </message>
    <message>
        <source>Find out which model it was trained on, and choose that folder as the model, and this one as its adapter {0}.</source>
        <translation>请查明它是在哪个模型上训练的，选择该文件夹作为模型，并将此文件夹作为其适配器 {0}。</translation>
    </message>
    <message>
        <source>Frozen weights in {0} bits: answers differ a little from those of the unrounded model, and steps take longer.</source>
        <translation>冻结权重以 {0} 位保存：回答与未舍入的模型略有不同，且每步更慢。</translation>
    </message>
    <message>
        <source>Frozen weights in {0} bits: answers differ somewhat more from those of the unrounded model, and steps take longer.</source>
        <translation>冻结权重以 {0} 位保存：回答与未舍入的模型差异稍大，且每步更慢。</translation>
    </message>
    <message>
        <source>Ignored true objects that are not in the vocabulary: {0}, ….</source>
        <translation>已忽略不在词表中的真实物体：{0}…。</translation>
    </message>
    <message>
        <source>Ignored true objects that are not in the vocabulary: {0}.</source>
        <translation>已忽略不在词表中的真实物体：{0}。</translation>
    </message>
    <message>
        <source>Kept the weights of step {0} of {1}, the best on held-out images: {2}. After the last step: {3}, outside the utility bound.</source>
        <translation>保留了第 {0} 步（共 {1} 步）的权重，在留出图像上最佳：{2}。最后一步之后：{3}，超出效用界限。</translation>
    </message>
    <message>
        <source>Kept the weights of step {0} of {1}, the best on held-out images: {2}. After the last step: {3}.</source>
        <translation>保留了第 {0} 步（共 {1} 步）的权重，在留出图像上最佳：{2}。最后一步之后：{3}。</translation>
    </message>
    <message>
        <source>Kept the weights of the last step, {0}: no earlier step was better on held-out images ({1}).</source>
        <translation>保留了最后一步 {0} 的权重：此前没有步在留出图像上更好（{1}）。</translation>
    </message>
    <message>
        <source>Kept the weights of the last step, {0}: no measurement on held-out images was within the utility bound ({1}).</source>
        <translation>保留了最后一步 {0} 的权重：留出图像上没有测量在效用界限之内（{1}）。</translation>
    </message>
    <message>
        <source>Kept the weights of the last step: there are no held-out images to measure on.</source>
        <translation>保留了最后一步的权重：没有可供测量的留出图像。</translation>
    </message>
    <message>
        <source>Keras RetinaNet</source>
        <translation>Keras RetinaNet</translation>
    </message>
    <message>
        <source>Key of the evidence source whose scores are used; an unknown key lists those that have thresholds. Default: the first of them with scores in the project.</source>
        <translation>使用其分数的证据来源的键；未知的键会列出有阈值的来源。默认：其中第一个在项目中有分数的来源。</translation>
    </message>
    <message>
        <source>Known are: {0}.</source>
        <translation>已知的有：{0}。</translation>
    </message>
    <message>
        <source>LLaMA-Factory</source>
        <translation>LLaMA-Factory</translation>
    </message>
    <message>
        <source>LLaMA-Factory&apos;s ShareGPT format for preferences: sare_pairs.json, and the matching dataset_info.json.</source>
        <translation>LLaMA-Factory 用于偏好的 ShareGPT 格式：sare_pairs.json 以及相应的 dataset_info.json。</translation>
    </message>
    <message>
        <source>LVIS</source>
        <translation>LVIS</translation>
    </message>
    <message>
        <source>LVIS JSON</source>
        <translation>LVIS JSON</translation>
    </message>
    <message>
        <source>Labels that nobody has verified: {0}. They are skipped.</source>
        <translation>无人核实的标签：{0}。予以跳过。</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>损失地形</translation>
    </message>
    <message>
        <source>Larger pictures are compressed and scaled down before they are sent.</source>
        <translation>更大的图片在发送前会压缩并缩小。</translation>
    </message>
    <message>
        <source>Largest failing share</source>
        <translation>最大不符比例</translation>
    </message>
    <message>
        <source>Largest picture sent</source>
        <translation>发送图片的最大大小</translation>
    </message>
    <message>
        <source>Largest shortfall</source>
        <translation>最大差距</translation>
    </message>
    <message>
        <source>Largest weights file</source>
        <translation>最大权重文件</translation>
    </message>
    <message>
        <source>Largest weights file of a merged model.</source>
        <translation>合并后模型的最大权重文件。</translation>
    </message>
    <message>
        <source>Layer-wise</source>
        <translation>逐层</translation>
    </message>
    <message>
        <source>Learnability: no difference is seen between the erased object and the control ({0}; {1}).</source>
        <translation>可学性：被擦除物体与对照物体之间未见差异（{0}；{1}）。</translation>
    </message>
    <message>
        <source>Learnability: no difference is seen in how fast the erased model and the base model learn it ({0}; {1}).</source>
        <translation>可学性：擦除后的模型与基础模型学会它的快慢未见差异（{0}；{1}）。</translation>
    </message>
    <message>
        <source>Learnability: the erased model learns the control faster than the base model ({0}; {1}).</source>
        <translation>可学性：擦除后的模型学会对照物体比基础模型更快（{0}；{1}）。</translation>
    </message>
    <message>
        <source>Learnability: the erased model learns the control more slowly than the base model ({0}; {1}).</source>
        <translation>可学性：擦除后的模型学会对照物体比基础模型更慢（{0}；{1}）。</translation>
    </message>
    <message>
        <source>Learnability: the erased object comes back faster than the control, which can mean that a part of it was only covered, or that it fits the images better ({0}; {1}).</source>
        <translation>可学性：被擦除物体比对照物体复现得更快，这可能意味着其中一部分只是被掩盖，或它与图像更相符（{0}；{1}）。</translation>
    </message>
    <message>
        <source>Learnability: the erased object comes back more slowly than the control ({0}; {1}).</source>
        <translation>可学性：被擦除物体比对照物体复现得更慢（{0}；{1}）。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learning rate of AdamW, constant.</source>
        <translation>AdamW 的学习率，恒定。</translation>
    </message>
    <message>
        <source>Learning rate of the attack, constant. It should tell the trials apart: all of them withstand an attack that is too weak, and none an attack that is too strong.</source>
        <translation>攻击的学习率，恒定。它应能区分各试验：攻击太弱则全部经受得住，太强则无一经受得住。</translation>
    </message>
    <message>
        <source>Learning rate of the simulated attack.</source>
        <translation>模拟攻击的学习率。</translation>
    </message>
    <message>
        <source>Leave --model out, or start a new run.</source>
        <translation>请省略 --model，或开始新的运行。</translation>
    </message>
    <message>
        <source>Leave these options out to resume it with its own settings, or start a new run with the new settings.</source>
        <translation>请省略这些选项，以便用其自己的设置继续，或用新设置开始新的运行。</translation>
    </message>
    <message>
        <source>Length of these changes.</source>
        <translation>这些变化的长度。</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>线</translation>
    </message>
    <message>
        <source>Line search</source>
        <translation>线搜索</translation>
    </message>
    <message>
        <source>Lines that are not a yes/no question about an object with its answer: {0}.</source>
        <translation>不是关于物体的是非问题及其回答的行：{0}。</translation>
    </message>
    <message>
        <source>Lines without an image or a list of objects: {0}.</source>
        <translation>没有图像或物体列表的行：{0}。</translation>
    </message>
    <message>
        <source>List only pictures with one of these changes. Default: with any.</source>
        <translation>只列出有这些变化之一的图片。默认：任意变化。</translation>
    </message>
    <message>
        <source>Lists with an object that the vocabulary lacks: {0}. What they leave out stays undecided.</source>
        <translation>含词表中没有的物体的列表：{0}。其中未列的内容保持未判定。</translation>
    </message>
    <message>
        <source>LiteRT models are packed for inference on devices; they cannot be trained.</source>
        <translation>LiteRT 模型为设备上的推理而打包；无法训练。</translation>
    </message>
    <message>
        <source>Little memory</source>
        <translation>内存较少</translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation>LoRA 秩</translation>
    </message>
    <message>
        <source>LoRA rank, r</source>
        <translation>LoRA 秩，r</translation>
    </message>
    <message>
        <source>LoRA scale</source>
        <translation>LoRA 缩放</translation>
    </message>
    <message>
        <source>LoRA scale, α</source>
        <translation>LoRA 缩放，α</translation>
    </message>
    <message>
        <source>LoRA scale: the update is multiplied by alpha / r.</source>
        <translation>LoRA 缩放：更新乘以 alpha / r。</translation>
    </message>
    <message>
        <source>Load it without quantisation to export it.</source>
        <translation>要导出，请不经量化加载。</translation>
    </message>
    <message>
        <source>Loading {0}</source>
        <translation>正在加载 {0}</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>最长回答</translation>
    </message>
    <message>
        <source>Longest caption</source>
        <translation>最长描述</translation>
    </message>
    <message>
        <source>Longest gradient of the negative loss; a longer gradient is shortened and keeps its direction, so that what is unlearned does not drown what is kept. 0: no limit.</source>
        <translation>负样本损失的最大梯度；更长的梯度会缩短并保持方向，使遗忘的内容不致压过保留的内容。0：不限。</translation>
    </message>
    <message>
        <source>Longest gradient; a longer gradient is shortened and keeps its direction. 0: no limit.</source>
        <translation>最大梯度；更长的梯度会缩短并保持方向。0：不限。</translation>
    </message>
    <message>
        <source>Longest list</source>
        <translation>最长列表</translation>
    </message>
    <message>
        <source>Look into the server&apos;s log for what it expects.</source>
        <translation>请查看服务器日志，了解其要求。</translation>
    </message>
    <message>
        <source>Look into the server&apos;s log. Ask for fewer captions at once (--server-requests), or try again later: captions that were received are kept.</source>
        <translation>请查看服务器日志。请减少同时请求的描述数（--server-requests），或稍后重试：已收到的描述保留。</translation>
    </message>
    <message>
        <source>Look into the server&apos;s log: the model may have failed to load. Or choose another (--server-model).</source>
        <translation>请查看服务器日志：模型可能加载失败。或选择其他模型（--server-model）。</translation>
    </message>
    <message>
        <source>Looking for pictures in {0}</source>
        <translation>正在 {0} 中查找图片</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Lower lambda_neg linearly to 0, starting at 40 % of the run, as EFUF&apos;s code does.</source>
        <translation>从运行的 40 % 起将 lambda_neg 线性降到 0，与 EFUF 的代码一致。</translation>
    </message>
    <message>
        <source>Lower the largest picture sent (--server-picture-mb), or raise the limit of the server or of the proxy before it.</source>
        <translation>请降低发送图片的最大大小（--server-picture-mb），或提高服务器或其前代理的上限。</translation>
    </message>
    <message>
        <source>Lower the learning rate of the attack.</source>
        <translation>请降低攻击的学习率。</translation>
    </message>
    <message>
        <source>Lower the learning rate or rho. The last checkpoint is kept.</source>
        <translation>请降低学习率或 rho。最近的检查点保留。</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>MPS exists only on Macs with Apple silicon.</source>
        <translation>MPS 只存在于带 Apple 芯片的 Mac 上。</translation>
    </message>
    <message>
        <source>Magnitude pruning</source>
        <translation>幅值剪枝</translation>
    </message>
    <message>
        <source>Majority</source>
        <translation>多数</translation>
    </message>
    <message>
        <source>Many images at a time and short captions, for a first look.</source>
        <translation>每次处理许多图像，描述较短，用于初步了解。</translation>
    </message>
    <message>
        <source>Mark concepts first (sare concepts --choose), or give --concepts or --all-concepts.</source>
        <translation>请先标记概念（sare concepts --choose），或给出 --concepts 或 --all-concepts。</translation>
    </message>
    <message>
        <source>Mark concepts first (sare concepts --choose), or give --concepts.</source>
        <translation>请先标记概念（sare concepts --choose），或给出 --concepts。</translation>
    </message>
    <message>
        <source>Mark concepts first (sare concepts --choose), or name an erasure run.</source>
        <translation>请先标记概念（sare concepts --choose），或指定擦除运行。</translation>
    </message>
    <message>
        <source>Mark every object that is hallucinated beside these objects: those that the table lists them as triggers of.</source>
        <translation>标记在这些物体旁被幻觉的每个物体：即表格将这些物体列为其诱因者。</translation>
    </message>
    <message>
        <source>Mark every object with at least this share of hallucinated mentions, and at least the minimum number of them.</source>
        <translation>标记幻觉提及比例不低于此值且数量不少于最小值的所有物体。</translation>
    </message>
    <message>
        <source>Mark objects first (sare concepts --choose), or give --concepts.</source>
        <translation>请先标记物体（sare concepts --choose），或给出 --concepts。</translation>
    </message>
    <message>
        <source>Matched by the file name, although the folder differs: {0} (“{1}” for {2}/{3}, for example).</source>
        <translation>按文件名匹配（尽管文件夹不同）：{0}（例如“{1}”对应 {2}/{3}）。</translation>
    </message>
    <message>
        <source>Matched only by the number in the file name: {0} (“{1}” for {2}, for example).</source>
        <translation>仅按文件名中的编号匹配：{0}（例如“{1}”对应 {2}）。</translation>
    </message>
    <message>
        <source>Maximum length of a caption.</source>
        <translation>描述的最大长度。</translation>
    </message>
    <message>
        <source>Maximum number of pictures for each kind of change; 0 shows all.</source>
        <translation>每种变化的最大图片数；0 表示全部显示。</translation>
    </message>
    <message>
        <source>Mean cross-entropy of the hallucinated words, in nats: higher is less likely.</source>
        <translation>幻觉词语的平均交叉熵（nat）：越高越不可能。</translation>
    </message>
    <message>
        <source>Measure at</source>
        <translation>测量步</translation>
    </message>
    <message>
        <source>Measure images</source>
        <translation>测量图像数</translation>
    </message>
    <message>
        <source>Measure it on its captions only.</source>
        <translation>请只在其描述上测量它。</translation>
    </message>
    <message>
        <source>Measured on {0} images kept from training, with {1}.</source>
        <translation>在未用于训练的 {0} 张图像上测量，采用 {1}。</translation>
    </message>
    <message>
        <source>Measured on {0} images kept from training.</source>
        <translation>在未用于训练的 {0} 张图像上测量。</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measuring the loss landscape</source>
        <translation>正在测量损失地形</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Memory is short: captions now pass through the model {0} at a time.</source>
        <translation>内存不足：描述现在每次 {0} 条通过模型。</translation>
    </message>
    <message>
        <source>Memory may have been the reason: the system ends a program that takes too much.</source>
        <translation>原因可能是内存：系统会结束占用过多内存的程序。</translation>
    </message>
    <message>
        <source>Memory may have been the reason; fewer workers need less.</source>
        <translation>原因可能是内存；更少的工作进程所需更少。</translation>
    </message>
    <message>
        <source>Memory may have been the reason; fewer workers need less. Start again: what was finished is kept.</source>
        <translation>原因可能是内存；更少的工作进程所需更少。请重新开始：已完成的内容保留。</translation>
    </message>
    <message>
        <source>Memory of the device, such as 24GB, to plan testing and erasing for; 2x24GB or 24GB+16GB are GPUs over which the model is spread. Default: what is free on the device now.</source>
        <translation>设备内存（例如 24GB），为其规划测试和擦除；2x24GB 或 24GB+16GB 表示将模型分布到的多个 GPU。默认：设备当前的可用内存。</translation>
    </message>
    <message>
        <source>Memory ran out in a process.</source>
        <translation>某个进程的内存耗尽。</translation>
    </message>
    <message>
        <source>Memory ran out.</source>
        <translation>内存耗尽。</translation>
    </message>
    <message>
        <source>Memory ran out: captions now pass through the model {0} at a time.</source>
        <translation>内存耗尽：描述现在每次 {0} 条通过模型。</translation>
    </message>
    <message>
        <source>Memory was probably the reason: since the run began, the system ended {0} for lack of it.</source>
        <translation>原因可能是内存：自运行开始以来，系统因内存不足结束了 {0}。</translation>
    </message>
    <message>
        <source>Mention</source>
        <translation>提及</translation>
    </message>
    <message>
        <source>Mentions judged hallucinated</source>
        <translation>判为幻觉的提及</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Merge that adapter into a model of its own (sare merge {0}{1} --out MERGED), test the images with the merged model (sare probe {2} --model MERGED), choose the concepts, and erase.</source>
        <translation>请将该适配器合并为独立的模型（sare merge {0}{1} --out MERGED），用合并后的模型测试图像（sare probe {2} --model MERGED），选择概念，然后擦除。</translation>
    </message>
    <message>
        <source>Merge the adapter into the model first.</source>
        <translation>请先将适配器合并到模型中。</translation>
    </message>
    <message>
        <source>Merge the first adapter into the model.</source>
        <translation>请将第一个适配器合并到模型中。</translation>
    </message>
    <message>
        <source>Merged concepts: {0}.</source>
        <translation>已合并的概念：{0}。</translation>
    </message>
    <message>
        <source>Merged model</source>
        <translation>合并后的模型</translation>
    </message>
    <message>
        <source>Merged objects to count separately again.</source>
        <translation>要重新单独统计的已合并物体。</translation>
    </message>
    <message>
        <source>Merged weights</source>
        <translation>合并权重</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Merging changed {0} of {1} captions: the sum of weights and update is rounded to {2}.</source>
        <translation>合并改变了 {1} 条描述中的 {0} 条：权重与更新之和舍入到 {2}。</translation>
    </message>
    <message>
        <source>Merging takes about {0} of memory; {1} are free.</source>
        <translation>合并约需 {0} 内存；可用 {1}。</translation>
    </message>
    <message>
        <source>Merging the adapter into the weights</source>
        <translation>正在将适配器合并到权重</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Methods to compare; the model before erasure is always attacked too.</source>
        <translation>要比较的方法；擦除前的模型也总会受到攻击。</translation>
    </message>
    <message>
        <source>Microbatch</source>
        <translation>微批</translation>
    </message>
    <message>
        <source>Minimum hallucinated</source>
        <translation>最少幻觉数</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model folder, or LoRA adapter folder.</source>
        <translation>模型文件夹，或 LoRA 适配器文件夹。</translation>
    </message>
    <message>
        <source>Model of billions of weights</source>
        <translation>数十亿权重的模型</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>More and longer trials: closer to the erasure that the settings are for.</source>
        <translation>更多、更长的试验：更接近设置所针对的擦除。</translation>
    </message>
    <message>
        <source>More steps, measured on all held-out images.</source>
        <translation>更多步数，在所有留出图像上测量。</translation>
    </message>
    <message>
        <source>Move it away to begin an empty queue.</source>
        <translation>请将其移走，以便从空队列开始。</translation>
    </message>
    <message>
        <source>Must be none: weights held in 8 or 4 bits would be written rounded.</source>
        <translation>必须为“无”：以 8 或 4 位保存的权重会以舍入后的形式写出。</translation>
    </message>
    <message>
        <source>NPO</source>
        <translation>NPO</translation>
    </message>
    <message>
        <source>NPO ([arXiv 2404.05868](https://arxiv.org/abs/2404.05868))</source>
        <translation>NPO（[arXiv 2404.05868](https://arxiv.org/abs/2404.05868)）</translation>
    </message>
    <message>
        <source>NPO strictness</source>
        <translation>NPO 严格度</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name a folder that has them (--images).</source>
        <translation>请指定包含它们的文件夹（--images）。</translation>
    </message>
    <message>
        <source>Name an erased object before the equals sign.</source>
        <translation>请在等号前指明被擦除的物体。</translation>
    </message>
    <message>
        <source>Name an erasure run.</source>
        <translation>请指定擦除运行。</translation>
    </message>
    <message>
        <source>Name an erasure that is done and has trained an adapter.</source>
        <translation>请指定已完成且训练了适配器的擦除。</translation>
    </message>
    <message>
        <source>Name another folder (--project).</source>
        <translation>请指定其他文件夹（--project）。</translation>
    </message>
    <message>
        <source>Name of a finished erasure whose adapter is trained further, on the captions of the model that it made. Default: a new adapter, trained on the captions of the base model.</source>
        <translation>已完成擦除的名称，在其所得模型的描述上继续训练其适配器。默认：在基础模型的描述上训练新适配器。</translation>
    </message>
    <message>
        <source>Name of a stopped or interrupted attack to repeat under the same name, with its own settings.</source>
        <translation>已停止或中断的攻击的名称，以同名及其自己的设置重做。</translation>
    </message>
    <message>
        <source>Name of a stopped or interrupted run to resume; its own settings are used.</source>
        <translation>要继续的已停止或中断的运行的名称；使用其自己的设置。</translation>
    </message>
    <message>
        <source>Name of the captions after, or of the run whose model wrote them.</source>
        <translation>之后的描述的名称，或其模型生成这些描述的运行的名称。</translation>
    </message>
    <message>
        <source>Name of the captions before, as listed by sare sets. Default: those of the model that erasures start from.</source>
        <translation>之前的描述的名称，如 sare sets 所列。默认：擦除所出发的模型的描述。</translation>
    </message>
    <message>
        <source>Name of the captions or of a kept evaluation before. Default: the model that erasures start from.</source>
        <translation>之前的描述或已保存评估的名称。默认：擦除所出发的模型。</translation>
    </message>
    <message>
        <source>Name of the captions to judge, as listed by sare sets. Default: all.</source>
        <translation>要判定的描述的名称，如 sare sets 所列。默认：全部。</translation>
    </message>
    <message>
        <source>Name of the captions to use, as listed by sare sets. Default: those of the model that erasures start from.</source>
        <translation>要使用的描述的名称，如 sare sets 所列。默认：擦除所出发的模型的描述。</translation>
    </message>
    <message>
        <source>Name of the model on the server. Default: the server&apos;s only model.</source>
        <translation>服务器上模型的名称。默认：服务器唯一的模型。</translation>
    </message>
    <message>
        <source>Name of the model that the kept result is of: a run of the project, such as 0003-sare, or base for the model before erasure. Default: found from the model.</source>
        <translation>所保存结果对应的模型的名称：项目的运行，例如 0003-sare，或 base 表示擦除前的模型。默认：根据模型确定。</translation>
    </message>
    <message>
        <source>Name of the run; default: the method and a number.</source>
        <translation>运行的名称；默认：方法加编号。</translation>
    </message>
    <message>
        <source>Name of the set that erasures start from. Default: unchanged; at first it is that of the first tested model that no run of the project has made.</source>
        <translation>擦除所出发的描述集的名称。默认：不变；最初为第一个经过测试且并非由项目运行所得的模型的描述集。</translation>
    </message>
    <message>
        <source>Name of the set that the window shows. Default: unchanged.</source>
        <translation>窗口显示的描述集的名称。默认：不变。</translation>
    </message>
    <message>
        <source>Name on the hub, such as llava-hf/llava-1.5-7b-hf.</source>
        <translation>Hub 上的名称，例如 llava-hf/llava-1.5-7b-hf。</translation>
    </message>
    <message>
        <source>Name one of them in full, or {0} for the model before erasure.</source>
        <translation>请写出其中之一的全名，或用 {0} 表示擦除前的模型。</translation>
    </message>
    <message>
        <source>Name the folder of the model that it began with (--model), or start a new run.</source>
        <translation>请指定它开始时所用模型的文件夹（--model），或开始新的运行。</translation>
    </message>
    <message>
        <source>Name the folder of the same model (--model).</source>
        <translation>请指定同一模型的文件夹（--model）。</translation>
    </message>
    <message>
        <source>Name the folder where it is now (--model).</source>
        <translation>请指定它现在所在的文件夹（--model）。</translation>
    </message>
    <message>
        <source>Name the folder where the same model is now (--model).</source>
        <translation>请指定同一模型现在所在的文件夹（--model）。</translation>
    </message>
    <message>
        <source>Names of sets to remove with their captions and verdicts.</source>
        <translation>要连同描述和判定一起移除的描述集的名称。</translation>
    </message>
    <message>
        <source>Negative ceiling</source>
        <translation>负样本上限</translation>
    </message>
    <message>
        <source>Negative clip</source>
        <translation>负样本裁剪</translation>
    </message>
    <message>
        <source>Negative target</source>
        <translation>负样本目标</translation>
    </message>
    <message>
        <source>New adapter</source>
        <translation>新适配器</translation>
    </message>
    <message>
        <source>No adapter could be put on the model.</source>
        <translation>无法在模型上加载适配器。</translation>
    </message>
    <message>
        <source>No adapter is trained that it could stand beside.</source>
        <translation>没有训练可与之并存的适配器。</translation>
    </message>
    <message>
        <source>No attack has finished.</source>
        <translation>没有攻击完成。</translation>
    </message>
    <message>
        <source>No attack that teaches the hallucination finished within the utility bound.</source>
        <translation>没有教授幻觉的攻击在效用界限之内完成。</translation>
    </message>
    <message>
        <source>No attack within the utility bound was measured with every seed.</source>
        <translation>没有在效用界限之内的攻击以每个随机种子测量。</translation>
    </message>
    <message>
        <source>No caption holds a hallucinated mention of {0}.</source>
        <translation>没有描述包含 {0} 的幻觉提及。</translation>
    </message>
    <message>
        <source>No caption names an object that is not there.</source>
        <translation>没有描述提到不存在的物体。</translation>
    </message>
    <message>
        <source>No caption of a held-out image hallucinates one of the erased objects.</source>
        <translation>没有留出图像的描述幻觉出被擦除的物体之一。</translation>
    </message>
    <message>
        <source>No caption of the project holds a hallucinated mention of it.</source>
        <translation>项目中没有描述包含它的幻觉提及。</translation>
    </message>
    <message>
        <source>No caption of the project mentions it.</source>
        <translation>项目中没有描述提到它。</translation>
    </message>
    <message>
        <source>No caption to train on hallucinates {0}.</source>
        <translation>没有可供训练的描述幻觉出 {0}。</translation>
    </message>
    <message>
        <source>No caption was measured.</source>
        <translation>没有测量任何描述。</translation>
    </message>
    <message>
        <source>No caption without a hallucination was found to keep as a whole.</source>
        <translation>没有找到可整条保留的无幻觉描述。</translation>
    </message>
    <message>
        <source>No captioned image is annotated: nothing is measured against annotations.</source>
        <translation>有描述的图像均无标注：未对照标注进行测量。</translation>
    </message>
    <message>
        <source>No chat template takes images; prompts are written without roles.</source>
        <translation>没有对话模板接受图像；提示词不带角色写出。</translation>
    </message>
    <message>
        <source>No complete trial loses {0} and breaks {1}; this one comes closest.</source>
        <translation>没有完整的试验满足“召回损失{0}且损坏{1}”；这一个最接近。</translation>
    </message>
    <message>
        <source>No concept is chosen in the project.</source>
        <translation>项目中没有选择概念。</translation>
    </message>
    <message>
        <source>No concept is chosen.</source>
        <translation>尚未选择概念。</translation>
    </message>
    <message>
        <source>No concept is merged.</source>
        <translation>没有合并的概念。</translation>
    </message>
    <message>
        <source>No difference is seen {0}.</source>
        <translation>未见差异{0}。</translation>
    </message>
    <message>
        <source>No difference seen between {0} over {1} paired seeds (95 % interval: {2}).</source>
        <translation>在 {1} 对随机种子上，{0} 之间未见差异（95 % 区间：{2}）。</translation>
    </message>
    <message>
        <source>No grounded mention was found to keep.</source>
        <translation>没有找到可保留的属实提及。</translation>
    </message>
    <message>
        <source>No hallucinated object before or after, in {0}.</source>
        <translation>前后均无幻觉物体，{0}。</translation>
    </message>
    <message>
        <source>No hallucination came back in {0} (0 of {1} images).</source>
        <translation>在 {0}中没有幻觉复现（{1} 张图像中 0 张）。</translation>
    </message>
    <message>
        <source>No hallucination rate was measured: no held-out image is suitable for it.</source>
        <translation>未测量幻觉率：没有适合的留出图像。</translation>
    </message>
    <message>
        <source>No held-out caption hallucinates one of the chosen objects.</source>
        <translation>没有留出描述幻觉出所选物体之一。</translation>
    </message>
    <message>
        <source>No image has an object.</source>
        <translation>没有图像含有物体。</translation>
    </message>
    <message>
        <source>No image of the project was tested, and no captions were imported.</source>
        <translation>项目的图像均未测试，也没有导入描述。</translation>
    </message>
    <message>
        <source>No image of the project was tested.</source>
        <translation>项目的图像均未测试。</translation>
    </message>
    <message>
        <source>No is the positive class: precision is the share of the answers no that are right, recall the share of what is not there that is denied.</source>
        <translation>以“否”为正类：精确率是“否”的回答中正确的比例，召回率是不存在的物体中被否认的比例。</translation>
    </message>
    <message>
        <source>No job was stopped.</source>
        <translation>没有任务被停止。</translation>
    </message>
    <message>
        <source>No language model was found in {0}.</source>
        <translation>在 {0} 中没有找到语言模型。</translation>
    </message>
    <message>
        <source>No layers were found in {0}.</source>
        <translation>在 {0} 中没有找到层。</translation>
    </message>
    <message>
        <source>No line has both an image and a caption.</source>
        <translation>没有一行同时含图像和描述。</translation>
    </message>
    <message>
        <source>No mention in these captions is hallucinated.</source>
        <translation>这些描述中没有幻觉提及。</translation>
    </message>
    <message>
        <source>No mentioned object with a score is known to be {0}.</source>
        <translation>已打分的提及物体中，没有已知为{0}的。</translation>
    </message>
    <message>
        <source>No model on this computer has confirmed the captions “{0}”: they can be measured, but not erased.</source>
        <translation>本机上没有模型确认描述“{0}”：它们可以测量，但不能擦除。</translation>
    </message>
    <message>
        <source>No object is chosen.</source>
        <translation>没有选择物体。</translation>
    </message>
    <message>
        <source>No object is hallucinated beside it more often than elsewhere.</source>
        <translation>没有物体在其旁比在别处更常被幻觉。</translation>
    </message>
    <message>
        <source>No other settings or form would fit: choose a smaller model, or a device with more memory.</source>
        <translation>没有其他设置或形式放得下：请选择更小的模型，或内存更大的设备。</translation>
    </message>
    <message>
        <source>No picture has captions of both {0} and {1}.</source>
        <translation>没有图片同时有 {0} 和 {1} 的描述。</translation>
    </message>
    <message>
        <source>No placebo: {0}</source>
        <translation>没有安慰剂：{0}</translation>
    </message>
    <message>
        <source>No project was created in {0}.</source>
        <translation>没有在 {0} 中创建项目。</translation>
    </message>
    <message>
        <source>No question is about one of these images.</source>
        <translation>没有关于这些图像的问题。</translation>
    </message>
    <message>
        <source>No questions can be built.</source>
        <translation>无法构造问题。</translation>
    </message>
    <message>
        <source>No thresholds are known for this model and this way of scoring: the scores are kept, but decide nothing yet.</source>
        <translation>对此模型和评分方式没有已知的阈值：分数会保留，但暂不作判定。</translation>
    </message>
    <message>
        <source>No true mention of an erased object was found: the model may unlearn the object itself. Add images that do show it.</source>
        <translation>没有找到被擦除物体的真实提及：模型可能会遗忘该物体本身。请添加确实显示它的图像。</translation>
    </message>
    <message>
        <source>No version in {0} has a config.json.</source>
        <translation>{0} 中没有版本含 config.json。</translation>
    </message>
    <message>
        <source>No vision encoder was found in {0}.</source>
        <translation>在 {0} 中没有找到视觉编码器。</translation>
    </message>
    <message>
        <source>Noise scale</source>
        <translation>噪声幅度</translation>
    </message>
    <message>
        <source>None is running.</source>
        <translation>没有正在运行的。</translation>
    </message>
    <message>
        <source>None of its captions belongs to an annotated image.</source>
        <translation>其描述均不属于已标注的图像。</translation>
    </message>
    <message>
        <source>None of its captions belongs to an image whose objects are known.</source>
        <translation>其描述均不属于物体已知的图像。</translation>
    </message>
    <message>
        <source>None of its mentions was judged a hallucination.</source>
        <translation>其提及均未判为幻觉。</translation>
    </message>
    <message>
        <source>None of its question ids is in {0}.</source>
        <translation>其问题 ID 均不在 {0} 中。</translation>
    </message>
    <message>
        <source>None of the images is a picture of {0}.</source>
        <translation>图像中没有 {0} 的图片。</translation>
    </message>
    <message>
        <source>None of the pictures could be sent to the server.</source>
        <translation>没有图片能发送到服务器。</translation>
    </message>
    <message>
        <source>None of the project&apos;s images is in {0}: it names “{1}”, for example, and the project has “{2}”.</source>
        <translation>项目的图像均不在 {0} 中：例如它写的是“{1}”，而项目有“{2}”。</translation>
    </message>
    <message>
        <source>None of the project&apos;s {0} is where it was, such as {1}.</source>
        <translation>项目的 {0} 均不在原处，例如 {1}。</translation>
    </message>
    <message>
        <source>None of the {0} mentions could be judged, so nothing is known about hallucinations.</source>
        <translation>{0} 处提及均无法判定，因此对幻觉一无所知。</translation>
    </message>
    <message>
        <source>Norm of the noise on each weight matrix, relative to the norm of the matrix.</source>
        <translation>每个权重矩阵上噪声的范数，相对于矩阵的范数。</translation>
    </message>
    <message>
        <source>Not counted, as object recall falls by more than {0}: {1}.</source>
        <translation>因物体召回率下降超过 {0} 而不计入：{1}。</translation>
    </message>
    <message>
        <source>Not downloaded: {0}.</source>
        <translation>未下载：{0}。</translation>
    </message>
    <message>
        <source>Not even a single image fits beside the model.</source>
        <translation>模型之外连一张图像也放不下。</translation>
    </message>
    <message>
        <source>Not even one caption fits beside the model and its training state.</source>
        <translation>模型及其训练状态之外连一条描述也放不下。</translation>
    </message>
    <message>
        <source>Not matched, because several pictures or several names fit equally well: {0} ({1}, for example).</source>
        <translation>未匹配，因为多张图片或多个名称同样符合：{0}（例如 {1}）。</translation>
    </message>
    <message>
        <source>Not matched, because the file that describes them has the name of one picture and states that of another: {0} ({1}, for example).</source>
        <translation>未匹配，因为描述它们的文件使用一张图片的名称却写明另一张：{0}（例如 {1}）。</translation>
    </message>
    <message>
        <source>Not run: {0}. {1}</source>
        <translation>未运行：{0}。{1}</translation>
    </message>
    <message>
        <source>Not scored.</source>
        <translation>未打分。</translation>
    </message>
    <message>
        <source>Not seen below</source>
        <translation>未检出的上限</translation>
    </message>
    <message>
        <source>Not seen below, second detector</source>
        <translation>未检出的上限，第二检测器</translation>
    </message>
    <message>
        <source>Nothing answers at {0} ({1}).</source>
        <translation>{0} 没有响应（{1}）。</translation>
    </message>
    <message>
        <source>Nothing but time: three questions for each object in a caption, to the loaded model.</source>
        <translation>只需时间：对描述中的每个物体，向已加载的模型提三个问题。</translation>
    </message>
    <message>
        <source>Nothing can be compared.</source>
        <translation>没有可比较的内容。</translation>
    </message>
    <message>
        <source>Nothing can be erased from “{0}” yet: its model has an adapter. Merge it ({1}) and test the images with the merged model.</source>
        <translation>“{0}”尚不能擦除：其模型带有适配器。请合并它（{1}），并用合并后的模型测试图像。</translation>
    </message>
    <message>
        <source>Nothing can be erased from “{0}”.</source>
        <translation>“{0}”不能擦除。</translation>
    </message>
    <message>
        <source>Nothing can be erased yet: the images were tested with an adapter on the model.</source>
        <translation>尚不能擦除：图像是用带适配器的模型测试的。</translation>
    </message>
    <message>
        <source>Nothing can be measured.</source>
        <translation>无法测量任何内容。</translation>
    </message>
    <message>
        <source>Nothing can judge new mentions in this test: the images have no annotations, no detector or CLIP model is chosen, and the model is not asked.</source>
        <translation>此测试中没有来源能判定新的提及：图像没有标注，未选择检测器或 CLIP 模型，也未询问模型。</translation>
    </message>
    <message>
        <source>Nothing else is lost. Try again once it has ended.</source>
        <translation>其余内容没有丢失。请在其结束后重试。</translation>
    </message>
    <message>
        <source>Nothing has been measured yet.</source>
        <translation>尚未测量任何内容。</translation>
    </message>
    <message>
        <source>Nothing is lost: wait for it there.</source>
        <translation>没有丢失任何内容：请在那里等待它。</translation>
    </message>
    <message>
        <source>Nothing is shown: before the erasure the model invented none of the erased objects on the held-out images.</source>
        <translation>不显示任何内容：擦除前，模型在留出图像上没有幻觉出被擦除的物体。</translation>
    </message>
    <message>
        <source>Nothing is shown: every attack lowers object recall by more than {0}.</source>
        <translation>不显示任何内容：每种攻击都使物体召回率下降超过 {0}。</translation>
    </message>
    <message>
        <source>Nothing needs to change.</source>
        <translation>无需更改。</translation>
    </message>
    <message>
        <source>Nothing remains of any caption without its hallucinated sub-sentences.</source>
        <translation>去掉幻觉子句后，没有描述还剩下内容。</translation>
    </message>
    <message>
        <source>Nothing was loaded. Choose an earlier checkpoint of the adapter, or train it again with a lower learning rate.</source>
        <translation>未加载任何内容。请选择适配器较早的检查点，或以更低的学习率重新训练。</translation>
    </message>
    <message>
        <source>Nothing was loaded. Choose the model that {0} was trained on, or save the adapter again with PEFT (save_pretrained) from that model.</source>
        <translation>未加载任何内容。请选择 {0} 训练时所用的模型，或从该模型用 PEFT 重新保存适配器（save_pretrained）。</translation>
    </message>
    <message>
        <source>Nothing was measured both before and after.</source>
        <translation>没有任何内容在前后都测量过。</translation>
    </message>
    <message>
        <source>Number format</source>
        <translation>数值格式</translation>
    </message>
    <message>
        <source>Number format of the frozen weights; auto keeps the format on disk if the device is fast with it. Trained weights are always float32.</source>
        <translation>冻结权重的数值格式；auto 在设备支持其快速计算时保留磁盘上的格式。训练的权重始终为 float32。</translation>
    </message>
    <message>
        <source>Number format of the written weights; auto keeps the model&apos;s format on disk.</source>
        <translation>写出权重的数值格式；auto 保留模型在磁盘上的格式。</translation>
    </message>
    <message>
        <source>Number of captions checked at once.</source>
        <translation>同时检查的描述数。</translation>
    </message>
    <message>
        <source>Number of captions of each image, for each prompt. The first is greedy, the others are sampled: a model that rarely invents an object may do so in one of them. An erasure is trained on all of them; measurements use the first.</source>
        <translation>每张图像、每个提示词的描述数。第一条为贪心解码，其余为采样：很少幻觉某物体的模型可能在其中某条出现。擦除用全部描述训练；测量使用第一条。</translation>
    </message>
    <message>
        <source>Number of captions that the attack trains on.</source>
        <translation>攻击训练所用的描述数。</translation>
    </message>
    <message>
        <source>Number of captions to train on.</source>
        <translation>训练所用的描述数。</translation>
    </message>
    <message>
        <source>Number of directions.</source>
        <translation>方向的数目。</translation>
    </message>
    <message>
        <source>Number of images</source>
        <translation>图像数</translation>
    </message>
    <message>
        <source>Number of images captioned at once.</source>
        <translation>同时生成描述的图像数。</translation>
    </message>
    <message>
        <source>Number of images captioned to compare the reloaded export with the model.</source>
        <translation>为比较重新加载的导出与模型而生成描述的图像数。</translation>
    </message>
    <message>
        <source>Number of images captioned with the adapter, after merging, and after reloading.</source>
        <translation>在带适配器、合并后和重新加载后生成描述的图像数。</translation>
    </message>
    <message>
        <source>Number of methods to run at the same time, each in its own process. 0: two on a CPU with at least two cores, otherwise one.</source>
        <translation>同时运行的方法数，各在独立进程中。0：在至少双核的 CPU 上为两个，否则一个。</translation>
    </message>
    <message>
        <source>Number of nouns to list, the most frequent first; 0 lists all.</source>
        <translation>列出的名词数，最常见的在前；0 表示全部列出。</translation>
    </message>
    <message>
        <source>Number of parts of the job to run at the same time, each in its own process: at most one for each NVIDIA GPU; on a CPU they share its cores and its memory.</source>
        <translation>任务中同时运行的部分数，各在独立进程中：每个 NVIDIA GPU 最多一个；在 CPU 上它们共享核心和内存。</translation>
    </message>
    <message>
        <source>Number of points along each direction; an odd number includes the weights themselves.</source>
        <translation>每个方向上的点数；奇数时包含权重本身。</translation>
    </message>
    <message>
        <source>Number of processes that caption the images together, each its share: one for each NVIDIA GPU, or several that share a CPU. The captions are the same; the first process writes and judges them.</source>
        <translation>共同为图像生成描述的进程数，各处理自己的部分：每个 NVIDIA GPU 一个，或多个共享一个 CPU。描述相同；由第一个进程写入并判定。</translation>
    </message>
    <message>
        <source>Number of processes that train the model together, each on its share of every batch: one for each NVIDIA GPU, or several that share a CPU. The result is the same up to rounding.</source>
        <translation>共同训练模型的进程数，各处理每批中自己的部分：每个 NVIDIA GPU 一个，或多个共享一个 CPU。结果除舍入外相同。</translation>
    </message>
    <message>
        <source>Number of shorter ascent steps; each costs a pass over the negative captions.</source>
        <translation>较短的上升步数；每步需对负样本描述计算一遍。</translation>
    </message>
    <message>
        <source>Number of trials, those of earlier calls included.</source>
        <translation>试验数，包括之前各次调用的试验。</translation>
    </message>
    <message>
        <source>Numbers of the jobs, as listed.</source>
        <translation>任务编号，如列表所示。</translation>
    </message>
    <message>
        <source>ONNX models are graphs for inference; they cannot be trained.</source>
        <translation>ONNX 模型是用于推理的计算图；无法训练。</translation>
    </message>
    <message>
        <source>Object HalBench, objects</source>
        <translation>Object HalBench，物体</translation>
    </message>
    <message>
        <source>Object HalBench, recall</source>
        <translation>Object HalBench，召回率</translation>
    </message>
    <message>
        <source>Object HalBench, responses</source>
        <translation>Object HalBench，回答</translation>
    </message>
    <message>
        <source>Object lists</source>
        <translation>物体列表</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目标函数</translation>
    </message>
    <message>
        <source>Objects both affirmed and denied of an image: {0}. They stay undecided.</source>
        <translation>对同一图像既肯定又否定的物体：{0}。它们保持未判定。</translation>
    </message>
    <message>
        <source>Objects named</source>
        <translation>提到的物体数</translation>
    </message>
    <message>
        <source>Objects named per caption</source>
        <translation>每条描述提到的物体数</translation>
    </message>
    <message>
        <source>Objects no longer to erase.</source>
        <translation>不再擦除的物体。</translation>
    </message>
    <message>
        <source>Objects that can be seen, with their places. Small and hidden objects may be missed; two detectors that agree are more certain than one.</source>
        <translation>可见的物体及其位置。小的和被遮挡的物体可能漏检；两个一致的检测器比一个更可靠。</translation>
    </message>
    <message>
        <source>Objects that the placebo teaches: banana for every erased object, knife=banana for the knife. Default: chosen by the rule.</source>
        <translation>安慰剂所教的物体：banana 用于每个被擦除的物体，knife=banana 只用于刀。默认：按规则选择。</translation>
    </message>
    <message>
        <source>Objects to attack where no run is named; default: those marked in the project.</source>
        <translation>未指定运行时要攻击的物体；默认：项目中标记的物体。</translation>
    </message>
    <message>
        <source>Objects to count as another object from now on, each written couch=sofa.</source>
        <translation>今后计为另一物体的物体，每个写作 couch=sofa。</translation>
    </message>
    <message>
        <source>Objects to erase; default: those chosen in the project.</source>
        <translation>要擦除的物体；默认：项目中选择的物体。</translation>
    </message>
    <message>
        <source>Objects to mark for erasure.</source>
        <translation>要标记为擦除的物体。</translation>
    </message>
    <message>
        <source>Objects whose hallucinations are measured where no run is named; default: those marked in the project.</source>
        <translation>未指定运行时测量其幻觉的物体；默认：项目中标记的物体。</translation>
    </message>
    <message>
        <source>Objects without a name: {0}.</source>
        <translation>没有名称的物体：{0}。</translation>
    </message>
    <message>
        <source>Objects: a caption that hallucinates one of them gives a pair. Default: those chosen in the project.</source>
        <translation>物体：幻觉出其中之一的描述给出一对。默认：项目中选择的物体。</translation>
    </message>
    <message>
        <source>Of the answers that name an object, the share that names one that is not there.</source>
        <translation>在提到物体的回答中，提到不存在物体的比例。</translation>
    </message>
    <message>
        <source>Of the images that do show an erased object, the share whose caption names it.</source>
        <translation>在确实显示被擦除物体的图像中，其描述提到它的比例。</translation>
    </message>
    <message>
        <source>Of the methods shown, {0} is the best ({1}) and {2} the worst ({3}).</source>
        <translation>在所示方法中，{0} 最佳（{1}），{2} 最差（{3}）。</translation>
    </message>
    <message>
        <source>Of the pictures in which the erased object really is, the share whose captions still mention it. It should stay high.</source>
        <translation>在被擦除物体确实存在的图片中，其描述仍提到它的比例。应保持较高。</translation>
    </message>
    <message>
        <source>Of the trials that lose {0} and break {1}, this one withstands the attack best.</source>
        <translation>在满足“召回损失{0}且损坏{1}”的试验中，这一个最能抵御攻击。</translation>
    </message>
    <message>
        <source>Of {0}, these did not come within {1}: {2}.</source>
        <translation>{0} 个中，以下未在 {1} 内到达：{2}。</translation>
    </message>
    <message>
        <source>On a CPU, bitsandbytes cannot train through 8 bits if the number format is float16.</source>
        <translation>在 CPU 上，数值格式为 float16 时 bitsandbytes 不能通过 8 位训练。</translation>
    </message>
    <message>
        <source>On {0} of images the model names one of the chosen objects that is not there.</source>
        <translation>在 {0} 的图像上，模型提到所选物体中实际不存在的一个。</translation>
    </message>
    <message>
        <source>One caption at a time: the same gradients, but slower steps.</source>
        <translation>每次一条描述：梯度相同，但每步更慢。</translation>
    </message>
    <message>
        <source>One direction, fifteen points.</source>
        <translation>一个方向，十五个点。</translation>
    </message>
    <message>
        <source>One direction, forty-one points.</source>
        <translation>一个方向，四十一个点。</translation>
    </message>
    <message>
        <source>One erasure, attack or landscape, with its settings and results in a folder.</source>
        <translation>一次擦除、攻击或地形测量，其设置和结果保存在一个文件夹中。</translation>
    </message>
    <message>
        <source>One image at a time: slowest, but needs the least memory.</source>
        <translation>每次一张图像：最慢，但所需内存最少。</translation>
    </message>
    <message>
        <source>One seed: a rough indication, not a measurement.</source>
        <translation>一个随机种子：粗略的迹象，而非测量。</translation>
    </message>
    <message>
        <source>One step along the average of earlier steps&apos; gradients, in a single pass.</source>
        <translation>沿之前各步梯度的平均走一步，只需一遍计算。</translation>
    </message>
    <message>
        <source>One step in a random half of the layers.</source>
        <translation>在随机一半的层中走一步。</translation>
    </message>
    <message>
        <source>One step in the weights under the adapters.</source>
        <translation>在适配器之下的权重中走一步。</translation>
    </message>
    <message>
        <source>One step of length rho along the gradient, as in the paper.</source>
        <translation>沿梯度走长度为 rho 的一步，与论文一致。</translation>
    </message>
    <message>
        <source>One step that moves each weight in proportion to its size.</source>
        <translation>按权重大小成比例移动每个权重的一步。</translation>
    </message>
    <message>
        <source>One step with the same length in every layer.</source>
        <translation>在每一层长度相同的一步。</translation>
    </message>
    <message>
        <source>One strong attack of each kind.</source>
        <translation>每类一个强攻击。</translation>
    </message>
    <message>
        <source>One-hot CSV</source>
        <translation>独热 CSV</translation>
    </message>
    <message>
        <source>Only an adapter has a base model.</source>
        <translation>只有适配器才有基础模型。</translation>
    </message>
    <message>
        <source>Only {0} hallucinated sub-sentences were found; at least {1} are needed.</source>
        <translation>只找到 {0} 个幻觉子句；至少需要 {1} 个。</translation>
    </message>
    <message>
        <source>Only {0} objects are known to be {1}: too few for a share of {2}, so {3}. Annotate more images.</source>
        <translation>只有 {0} 个物体已知为{1}：对于 {2} 的比例太少，因此{3}。请标注更多图像。</translation>
    </message>
    <message>
        <source>Only {0} samples of each task were evaluated: the figures are for trying it out, not for comparison with published numbers.</source>
        <translation>每项任务只评估了 {0} 个样本：数值供试用，不可与已发表的数值比较。</translation>
    </message>
    <message>
        <source>Open Images</source>
        <translation>Open Images</translation>
    </message>
    <message>
        <source>Open Images CSV</source>
        <translation>Open Images CSV</translation>
    </message>
    <message>
        <source>Open it, or choose another folder.</source>
        <translation>请打开它，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>OpenVINO models are compiled for inference; they cannot be trained.</source>
        <translation>OpenVINO 模型是为推理编译的；无法训练。</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Other captions are named {0}.</source>
        <translation>已有其他描述名为 {0}。</translation>
    </message>
    <message>
        <source>Other hallucinations</source>
        <translation>其他幻觉</translation>
    </message>
    <message>
        <source>Other questions that each picture is captioned with as well, so that more hallucinations show.</source>
        <translation>对每张图片另外提出的问题，使更多幻觉显现。</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Over {0} paired seeds, {1} is lower than {2} by {3} (95 % interval).</source>
        <translation>在 {0} 对随机种子上，{1} 比 {2} 低 {3}（95 % 区间）。</translation>
    </message>
    <message>
        <source>Override</source>
        <translation>改判</translation>
    </message>
    <message>
        <source>Overshoot tries</source>
        <translation>过冲尝试次数</translation>
    </message>
    <message>
        <source>POPE</source>
        <translation>POPE</translation>
    </message>
    <message>
        <source>POPE JSON Lines</source>
        <translation>POPE JSON Lines</translation>
    </message>
    <message>
        <source>Pairs of captions whose question isn&apos;t known: {0}. They ask “{1}”.</source>
        <translation>问题未知的描述对：{0}。它们询问“{1}”。</translation>
    </message>
    <message>
        <source>Parent run</source>
        <translation>上级运行</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>帕累托前沿</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Pascal VOC</source>
        <translation>Pascal VOC</translation>
    </message>
    <message>
        <source>Pascal VOC XML</source>
        <translation>Pascal VOC XML</translation>
    </message>
    <message>
        <source>Peak learning rate of AdamW.</source>
        <translation>AdamW 的峰值学习率。</translation>
    </message>
    <message>
        <source>Perhaps verdicts were changed between the runs and the report, as they decide what counts as hallucinated; or a few weights of the model, which is recognised by samples.</source>
        <translation>可能在运行与报告之间改动了判定（它们决定什么算幻觉）；或改动了模型的少数权重（模型通过抽样识别）。</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Pictures are missing.</source>
        <translation>缺少图片。</translation>
    </message>
    <message>
        <source>Pictures found again that had been moved: {0}.</source>
        <translation>重新找到的已移动图片：{0}。</translation>
    </message>
    <message>
        <source>Pictures on the page</source>
        <translation>页面上的图片数</translation>
    </message>
    <message>
        <source>Pictures or folders whose captions are compared; default: some that come with the program.</source>
        <translation>用于比较描述的图片或文件夹；默认：程序自带的一些图片。</translation>
    </message>
    <message>
        <source>Pictures that an erasure is not trained on. All rates are measured on them.</source>
        <translation>不用于训练擦除的图片。所有比率都在其上测量。</translation>
    </message>
    <message>
        <source>Pictures that join no caption, because several pictures or several captions fit equally well: {0} ({1}, for example).</source>
        <translation>未能与描述对应的图片，因为多张图片或多条描述同样符合：{0}（例如 {1}）。</translation>
    </message>
    <message>
        <source>Pictures that were too large and were sent smaller: {0} ({1}: {2}).</source>
        <translation>过大而缩小后发送的图片：{0}（{1}：{2}）。</translation>
    </message>
    <message>
        <source>Placebo</source>
        <translation>安慰剂</translation>
    </message>
    <message>
        <source>Placebo ({0}; {1}): no difference is seen between the erased object and the control ({2}; {3}).</source>
        <translation>安慰剂（{0}；{1}）：被擦除物体与对照物体之间未见差异（{2}；{3}）。</translation>
    </message>
    <message>
        <source>Placebo ({0}; {1}): no difference is seen in how fast the erased model and the base model learn it ({2}; {3}).</source>
        <translation>安慰剂（{0}；{1}）：擦除后的模型与基础模型学会它的快慢未见差异（{2}；{3}）。</translation>
    </message>
    <message>
        <source>Placebo ({0}; {1}): the erased model learns the control faster than the base model ({2}; {3}).</source>
        <translation>安慰剂（{0}；{1}）：擦除后的模型学会对照物体比基础模型更快（{2}；{3}）。</translation>
    </message>
    <message>
        <source>Placebo ({0}; {1}): the erased model learns the control more slowly than the base model ({2}; {3}).</source>
        <translation>安慰剂（{0}；{1}）：擦除后的模型学会对照物体比基础模型更慢（{2}；{3}）。</translation>
    </message>
    <message>
        <source>Placebo ({0}; {1}): the erased object comes back faster than the control, which can mean that a part of it was only covered, or that it fits the images better ({2}; {3}).</source>
        <translation>安慰剂（{0}；{1}）：被擦除物体比对照物体复现得更快，这可能意味着其中一部分只是被掩盖，或它与图像更相符（{2}；{3}）。</translation>
    </message>
    <message>
        <source>Placebo ({0}; {1}): the erased object comes back more slowly than the control ({2}; {3}).</source>
        <translation>安慰剂（{0}；{1}）：被擦除物体比对照物体复现得更慢（{2}；{3}）。</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>放置</translation>
    </message>
    <message>
        <source>Plain erasure, to compare with.</source>
        <translation>普通擦除，供比较。</translation>
    </message>
    <message>
        <source>Plain lines with question, context (path of the image), chosen and rejected, for scripts: pairs.jsonl.</source>
        <translation>供脚本使用的简单行，含 question、context（图像路径）、chosen 和 rejected：pairs.jsonl。</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点数</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Present objects below T1</source>
        <translation>低于 T1 的存在物体</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Process {0} of {1} ended ({2}).</source>
        <translation>{1} 个进程中的进程 {0} 已结束（{2}）。</translation>
    </message>
    <message>
        <source>Process {0} on the computer {1} has been {2} for {3}.</source>
        <translation>计算机 {1} 上的进程 {0} 已{2} {3}。</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>Processes for captions</source>
        <translation>生成描述的进程数</translation>
    </message>
    <message>
        <source>Processes for one model</source>
        <translation>单个模型的进程数</translation>
    </message>
    <message>
        <source>Programs that do parts of a job at the same time, such as the seeds of a comparison.</source>
        <translation>同时执行任务各部分的程序，例如比较中的各个随机种子。</translation>
    </message>
    <message>
        <source>Programs that train one model together, each on its share of every batch.</source>
        <translation>共同训练一个模型的程序，各处理每批中自己的部分。</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Project folder for the results; created if it is missing.</source>
        <translation>存放结果的项目文件夹；不存在时创建。</translation>
    </message>
    <message>
        <source>Project folder whose captions are measured, instead of a model.</source>
        <translation>测量其描述（而非模型）的项目文件夹。</translation>
    </message>
    <message>
        <source>Project folder with captions.</source>
        <translation>含描述的项目文件夹。</translation>
    </message>
    <message>
        <source>Project folder with scored captions and some annotated images.</source>
        <translation>含已打分描述和部分已标注图像的项目文件夹。</translation>
    </message>
    <message>
        <source>Project folder with tested images.</source>
        <translation>含已测试图像的项目文件夹。</translation>
    </message>
    <message>
        <source>Project folder with the images.</source>
        <translation>含图像的项目文件夹。</translation>
    </message>
    <message>
        <source>Project folder.</source>
        <translation>项目文件夹。</translation>
    </message>
    <message>
        <source>Project folder; created if it is missing.</source>
        <translation>项目文件夹；不存在时创建。</translation>
    </message>
    <message>
        <source>Project negative</source>
        <translation>投影负梯度</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>投影层</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Prompts have no token {0}, which stands for an image in config.json.</source>
        <translation>提示词没有 token {0}，而它在 config.json 中代表图像。</translation>
    </message>
    <message>
        <source>Prompts that each image is also captioned with. An erasure is trained on these captions too; measurements use the first prompt.</source>
        <translation>每张图像另外用来生成描述的提示词。擦除也用这些描述训练；测量使用第一个提示词。</translation>
    </message>
    <message>
        <source>Pruned share</source>
        <translation>剪枝比例</translation>
    </message>
    <message>
        <source>PyTorch could not build {0} by its config.json.</source>
        <translation>PyTorch 无法按其 config.json 构建 {0}。</translation>
    </message>
    <message>
        <source>PyTorch sees {0} on this computer, and the device is {1}.</source>
        <translation>PyTorch 在本机上看到 {0}，而设备为 {1}。</translation>
    </message>
    <message>
        <source>Quantisation</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Question and context</source>
        <translation>问题与上下文</translation>
    </message>
    <message>
        <source>Question for the model.</source>
        <translation>向模型提出的问题。</translation>
    </message>
    <message>
        <source>Question of captions that were imported without a question.</source>
        <translation>导入时没有问题的描述所对应的问题。</translation>
    </message>
    <message>
        <source>Question {0} of {1} has no picture.</source>
        <translation>{1} 的问题 {0} 没有图片。</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Quick search</source>
        <translation>快速搜索</translation>
    </message>
    <message>
        <source>Quick trial</source>
        <translation>快速试用</translation>
    </message>
    <message>
        <source>Radius for sharpness</source>
        <translation>锐度半径</translation>
    </message>
    <message>
        <source>Radius of the sharpness</source>
        <translation>锐度半径</translation>
    </message>
    <message>
        <source>Radius of the worst-case perturbation over all trained weights as one vector.</source>
        <translation>最坏情况扰动的半径，所有训练的权重视为一个向量。</translation>
    </message>
    <message>
        <source>Radius, ρ</source>
        <translation>半径，ρ</translation>
    </message>
    <message>
        <source>Raise the context of the server (vLLM: --max-model-len, llama.cpp: --ctx-size), shorten the captions (--max-new-tokens), or scale the picture down.</source>
        <translation>请增大服务器的上下文（vLLM：--max-model-len，llama.cpp：--ctx-size），缩短描述（--max-new-tokens），或缩小图片。</translation>
    </message>
    <message>
        <source>Raise the context or the output limit of the server.</source>
        <translation>请增大服务器的上下文或输出上限。</translation>
    </message>
    <message>
        <source>Raise the longest caption (--max-new-tokens) to get whole captions.</source>
        <translation>请提高描述的最大长度（--max-new-tokens）以得到完整的描述。</translation>
    </message>
    <message>
        <source>Raise the rate limit of the server, or start again later: captions that were received are kept.</source>
        <translation>请提高服务器的速率限制，或稍后重新开始：已收到的描述保留。</translation>
    </message>
    <message>
        <source>Random smoothing</source>
        <translation>随机平滑</translation>
    </message>
    <message>
        <source>Rank r of the LoRA matrices.</source>
        <translation>LoRA 矩阵的秩 r。</translation>
    </message>
    <message>
        <source>Reading images</source>
        <translation>正在读取图像</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Relative paths</source>
        <translation>相对路径</translation>
    </message>
    <message>
        <source>Relearning attack</source>
        <translation>再学习攻击</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Reloading the {0} in a new process</source>
        <translation>正在新进程中重新加载{0}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove from the negative gradient, matrix by matrix, the part that opposes the running gradient of what is kept. This keeps more recall and gains less resistance.</source>
        <translation>逐矩阵从负梯度中去掉与所保留内容的滑动梯度相反的部分。这样保留更多召回，但抵抗力提高较少。</translation>
    </message>
    <message>
        <source>Remove it (pip uninstall torchvision), as it is not needed here, or install the version for the installed PyTorch.</source>
        <translation>请移除它（pip uninstall torchvision），此处不需要；或安装与已装 PyTorch 相应的版本。</translation>
    </message>
    <message>
        <source>Remove it from the words to add.</source>
        <translation>请从要添加的词中移除它。</translation>
    </message>
    <message>
        <source>Remove the placeholder from the caption.</source>
        <translation>请从描述中移除占位符。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename or move the folder.</source>
        <translation>请重命名或移动该文件夹。</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Replace it, or remove it from the images.</source>
        <translation>请替换它，或将其从图像中移除。</translation>
    </message>
    <message>
        <source>Replace or remove it.</source>
        <translation>请替换或移除它。</translation>
    </message>
    <message>
        <source>Replay target</source>
        <translation>重放目标</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>同时请求数</translation>
    </message>
    <message>
        <source>Restore the file, or continue without it.</source>
        <translation>请恢复该文件，或不用它继续。</translation>
    </message>
    <message>
        <source>Restore the file, or remove the run&apos;s folder.</source>
        <translation>请恢复该文件，或移除该运行的文件夹。</translation>
    </message>
    <message>
        <source>Restore the files, or add the images from where they are now (sare add).</source>
        <translation>请恢复文件，或从现在的位置添加图像（sare add）。</translation>
    </message>
    <message>
        <source>Restore the files, or add them from where they are now (sare add): they are recognised by their content, and their captions and verdicts stay.</source>
        <translation>请恢复文件，或从现在的位置添加（sare add）：它们按内容识别，其描述和判定保留。</translation>
    </message>
    <message>
        <source>Restore the files, or add them from where they are now.</source>
        <translation>请恢复文件，或从现在的位置添加。</translation>
    </message>
    <message>
        <source>Restore the project folder from a copy; the runs in it can still be read.</source>
        <translation>请从副本恢复项目文件夹；其中的运行仍可读取。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Resume from an earlier checkpoint or start the run again.</source>
        <translation>请从较早的检查点继续，或重新开始运行。</translation>
    </message>
    <message>
        <source>Resume it (sare erase --resume) or choose another run.</source>
        <translation>请继续它（sare erase --resume）或选择其他运行。</translation>
    </message>
    <message>
        <source>Resume it with --resume {0}.</source>
        <translation>请用 --resume {0} 继续它。</translation>
    </message>
    <message>
        <source>Resume the run even though the process that works on it may still be alive, on another computer or in a container that cannot be seen from here.</source>
        <translation>即使处理它的进程可能仍在另一台计算机上或从此处看不到的容器中运行，也继续该运行。</translation>
    </message>
    <message>
        <source>Resume the run: it continues at its last checkpoint, also with another number of processes.</source>
        <translation>请继续运行：它从最近的检查点继续，进程数也可以不同。</translation>
    </message>
    <message>
        <source>Resurgence</source>
        <translation>复现</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Rho schedule</source>
        <translation>rho 的调度</translation>
    </message>
    <message>
        <source>Rho, how far from the weights the worst case is looked for.</source>
        <translation>rho，即在离权重多远处寻找最坏情况。</translation>
    </message>
    <message>
        <source>Right after erasure it was on {0} of images.</source>
        <translation>刚擦除后出现在 {0} 的图像上。</translation>
    </message>
    <message>
        <source>Rises as the hallucination is unlearned.</source>
        <translation>随着幻觉被遗忘而上升。</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Rounding to 4 bits</source>
        <translation>舍入到 4 位</translation>
    </message>
    <message>
        <source>Rounding to 8 bits</source>
        <translation>舍入到 8 位</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Rounds the merged model&apos;s weight matrices to 4-bit integers and back, one scale per row.</source>
        <translation>将合并后模型的权重矩阵舍入为 4 位整数再还原，每行一个比例。</translation>
    </message>
    <message>
        <source>Rounds the merged model&apos;s weight matrices to 8-bit integers and back, one scale per row.</source>
        <translation>将合并后模型的权重矩阵舍入为 8 位整数再还原，每行一个比例。</translation>
    </message>
    <message>
        <source>Rows that are not an image with a box and its class: {0}.</source>
        <translation>不是“图像加方框及其类别”的行：{0}。</translation>
    </message>
    <message>
        <source>Rows with neither yes nor no: {0}.</source>
        <translation>既非“是”也非“否”的行：{0}。</translation>
    </message>
    <message>
        <source>Rows without an image or a label: {0}.</source>
        <translation>没有图像或标签的行：{0}。</translation>
    </message>
    <message>
        <source>Rows without an image: {0}.</source>
        <translation>没有图像的行：{0}。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run Python code that comes with the model folder. That code can do anything on this computer: allow it only for folders whose source you trust.</source>
        <translation>运行模型文件夹附带的 Python 代码。该代码可以在本机上做任何事：只对您信任其来源的文件夹允许。</translation>
    </message>
    <message>
        <source>Run and memory</source>
        <translation>运行与内存</translation>
    </message>
    <message>
        <source>Run from a checkout, or train it: python packaging/build_demo_models.py.</source>
        <translation>请从源码检出运行，或训练它：python packaging/build_demo_models.py。</translation>
    </message>
    <message>
        <source>Run of the erasure, or name of captions or of a kept evaluation. Default: the newest finished erasure.</source>
        <translation>擦除的运行，或描述、已保存评估的名称。默认：最近完成的擦除。</translation>
    </message>
    <message>
        <source>Run the strongest relearning attack again with a control object instead of the erased one, on the erased model and on the model before erasure.</source>
        <translation>在擦除后的模型和擦除前的模型上，以对照物体代替被擦除物体，再次运行最强的再学习攻击。</translation>
    </message>
    <message>
        <source>Running again</source>
        <translation>正在重新运行</translation>
    </message>
    <message>
        <source>Runs came from the captions “{0}”: {1}. Their results are kept, but they cannot be attacked or measured until the images are tested with that model again.</source>
        <translation>有运行来自描述“{0}”：{1}。其结果保留，但在用该模型重新测试图像之前无法攻击或测量。</translation>
    </message>
    <message>
        <source>SAM</source>
        <translation>SAM</translation>
    </message>
    <message>
        <source>SAM on the whole objective ([arXiv 2010.01412](https://arxiv.org/abs/2010.01412))</source>
        <translation>整个目标函数上的 SAM（[arXiv 2010.01412](https://arxiv.org/abs/2010.01412)）</translation>
    </message>
    <message>
        <source>SARE</source>
        <translation>SARE</translation>
    </message>
    <message>
        <source>SARE (Targeted-SAM over the negative loss, [arXiv 2601.16527](https://arxiv.org/abs/2601.16527))</source>
        <translation>SARE（负样本损失上的 Targeted-SAM，[arXiv 2601.16527](https://arxiv.org/abs/2601.16527)）</translation>
    </message>
    <message>
        <source>SARE Desktop {0} wrote it, which is newer.</source>
        <translation>由更新的 SARE Desktop {0} 写入。</translation>
    </message>
    <message>
        <source>SARE against a simulated attacker who trains a new adapter. Needs the memory of a second adapter, and works on models in 8 and 4 bits.</source>
        <translation>SARE 对抗训练新适配器的模拟攻击者。需要第二个适配器的内存，可用于 8 位和 4 位的模型。</translation>
    </message>
    <message>
        <source>SARE with the options that were best in trials against attackers who train a new adapter.</source>
        <translation>SARE，采用在对抗“训练新适配器的攻击者”的试验中最佳的选项。</translation>
    </message>
    <message>
        <source>SARE, adaptive (ASAM)</source>
        <translation>SARE，自适应（ASAM）</translation>
    </message>
    <message>
        <source>SARE, fresh adversary</source>
        <translation>SARE，新适配器对手</translation>
    </message>
    <message>
        <source>SARE, half of the layers</source>
        <translation>SARE，一半的层</translation>
    </message>
    <message>
        <source>SARE, layer-wise</source>
        <translation>SARE，逐层</translation>
    </message>
    <message>
        <source>SARE, line search</source>
        <translation>SARE，线搜索</translation>
    </message>
    <message>
        <source>SARE, merged weights</source>
        <translation>SARE，合并权重</translation>
    </message>
    <message>
        <source>SARE, momentum</source>
        <translation>SARE，动量</translation>
    </message>
    <message>
        <source>SARE, several steps</source>
        <translation>SARE，多步</translation>
    </message>
    <message>
        <source>SARE, simulated fine-tuning</source>
        <translation>SARE，模拟微调</translation>
    </message>
    <message>
        <source>SARE, simulated relearning</source>
        <translation>SARE，模拟再学习</translation>
    </message>
    <message>
        <source>Said of a mention that no evidence decides. It is neither erased nor kept.</source>
        <translation>指没有证据能够判定的提及。它既不擦除也不保留。</translation>
    </message>
    <message>
        <source>Said of a mention whose object is in the picture.</source>
        <translation>指其物体在图片中的提及。</translation>
    </message>
    <message>
        <source>Said of a mention whose object is not in the picture.</source>
        <translation>指其物体不在图片中的提及。</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>Sampled caption</source>
        <translation>采样描述</translation>
    </message>
    <message>
        <source>Sampled captions: each token is drawn from the most likely tokens that together have this probability; 1 allows all of them.</source>
        <translation>采样描述：每个 token 取自合计达到此概率的最可能的 token；1 表示全部允许。</translation>
    </message>
    <message>
        <source>Sampled captions: the logits are divided by this. Higher values give more varied captions and more mistakes.</source>
        <translation>采样描述：logit 除以此值。值越高，描述越多样，错误也越多。</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Save it as plain text (UTF-8): one object per line.</source>
        <translation>请将其保存为纯文本（UTF-8）：每行一个物体。</translation>
    </message>
    <message>
        <source>Scale it down to at most {0} megapixels.</source>
        <translation>请将其缩小到最多 {0} 百万像素。</translation>
    </message>
    <message>
        <source>Second detector</source>
        <translation>第二检测器</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Seed of order and initial weights.</source>
        <translation>顺序和初始权重的随机种子。</translation>
    </message>
    <message>
        <source>Seed of samples, order and noise.</source>
        <translation>样本、顺序和噪声的随机种子。</translation>
    </message>
    <message>
        <source>Seed of sampling</source>
        <translation>采样的随机种子</translation>
    </message>
    <message>
        <source>Seed of the directions.</source>
        <translation>方向的随机种子。</translation>
    </message>
    <message>
        <source>Seed of the sampled captions. The same seed gives the same captions, whatever the batch size, also after a test was stopped and continued.</source>
        <translation>采样描述的随机种子。无论批大小如何，也无论测试是否停止后继续，相同的种子给出相同的描述。</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Seeds; intervals need at least two, and five or more to be informative.</source>
        <translation>随机种子；区间至少需要两个，五个或更多才有参考价值。</translation>
    </message>
    <message>
        <source>Seen above</source>
        <translation>检出的下限</translation>
    </message>
    <message>
        <source>Seen above, second detector</source>
        <translation>检出的下限，第二检测器</translation>
    </message>
    <message>
        <source>Serve a multimodal model with its vision part (llama.cpp: --mmproj) instead of {0}, or choose another (--server-model).</source>
        <translation>请部署带视觉部分的多模态模型（llama.cpp：--mmproj）代替 {0}，或选择其他模型（--server-model）。</translation>
    </message>
    <message>
        <source>Serve the same weights, adapter and number format as the model on this computer, and check the prompt. Served in 4 bits, a model writes other captions.</source>
        <translation>请部署与本机模型相同的权重、适配器和数值格式，并检查提示词。以 4 位部署的模型会写出不同的描述。</translation>
    </message>
    <message>
        <source>Served model</source>
        <translation>服务器模型</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Set the environment variable {0} to it, where SARE is started. It is not saved.</source>
        <translation>请在启动 SARE 的环境中将环境变量 {0} 设为该密钥。它不会保存。</translation>
    </message>
    <message>
        <source>Set the steps between measurements (--evaluate-every).</source>
        <translation>请设置两次测量之间的步数（--evaluate-every）。</translation>
    </message>
    <message>
        <source>Set {0} to the key of this server, where SARE is started.</source>
        <translation>请在启动 SARE 的环境中将 {0} 设为此服务器的密钥。</translation>
    </message>
    <message>
        <source>Sets the smallest weights of each of the merged model&apos;s weight matrices to zero.</source>
        <translation>将合并后模型每个权重矩阵中最小的权重设为零。</translation>
    </message>
    <message>
        <source>Sets to rename, each written name=new name.</source>
        <translation>要重命名的描述集，每个写作 名称=新名称。</translation>
    </message>
    <message>
        <source>Settings cannot be compared.</source>
        <translation>设置无法比较。</translation>
    </message>
    <message>
        <source>Settings for a goal, shipped with the program or saved by you.</source>
        <translation>针对某一目标的设置，由程序自带或由您保存。</translation>
    </message>
    <message>
        <source>Settings found are for an erasure that stops once so many measurements in a row on held-out images do not improve on an earlier one; 0: never. Trials are too short for it.</source>
        <translation>所寻找的设置针对这样的擦除：留出图像上连续这么多次测量未优于之前即停止；0：从不。试验太短，用不上。</translation>
    </message>
    <message>
        <source>Several shorter steps, each along the gradient at the point it starts from.</source>
        <translation>多个较短的步，各沿其起点处的梯度。</translation>
    </message>
    <message>
        <source>Several steps</source>
        <translation>多步</translation>
    </message>
    <message>
        <source>Share answered yes, minus the share whose right answer is yes.</source>
        <translation>回答“是”的比例减去正确答案为“是”的比例。</translation>
    </message>
    <message>
        <source>Share of AMBER&apos;s yes/no questions that are answered right.</source>
        <translation>AMBER 是非问题中回答正确的比例。</translation>
    </message>
    <message>
        <source>Share of all answers that are right.</source>
        <translation>所有回答中正确的比例。</translation>
    </message>
    <message>
        <source>Share of captions that are empty or repeat themselves.</source>
        <translation>为空或自我重复的描述所占比例。</translation>
    </message>
    <message>
        <source>Share of captions that name an absent object that was not erased.</source>
        <translation>提到未被擦除的不存在物体的描述所占比例。</translation>
    </message>
    <message>
        <source>Share of each weight matrix that is set to zero, the smallest weights first.</source>
        <translation>每个权重矩阵中设为零的比例，最小的权重在先。</translation>
    </message>
    <message>
        <source>Share of held-out images whose caption names an erased object that is not there.</source>
        <translation>留出图像中，其描述提到不存在的被擦除物体的比例。</translation>
    </message>
    <message>
        <source>Share of images without the erased objects whose caption names one of them.</source>
        <translation>没有被擦除物体的图像中，其描述提到其中之一的比例。</translation>
    </message>
    <message>
        <source>Share of the answers &quot;yes&quot; that are right.</source>
        <translation>“是”的回答中正确的比例。</translation>
    </message>
    <message>
        <source>Share of the answers no that are right.</source>
        <translation>“否”的回答中正确的比例。</translation>
    </message>
    <message>
        <source>Share of the captions that name an object that is not there.</source>
        <translation>提到不存在物体的描述所占比例。</translation>
    </message>
    <message>
        <source>Share of the captions with a mention whose verdict is hallucinated.</source>
        <translation>含有判为幻觉的提及的描述所占比例。</translation>
    </message>
    <message>
        <source>Share of the decided mentions whose verdict is hallucinated.</source>
        <translation>已判定的提及中判为幻觉的比例。</translation>
    </message>
    <message>
        <source>Share of the mentions that are of objects that are not there.</source>
        <translation>提及中针对不存在物体的比例。</translation>
    </message>
    <message>
        <source>Share of the named objects that are not there.</source>
        <translation>所提物体中不存在者的比例。</translation>
    </message>
    <message>
        <source>Share of the objects in the images that the captions name.</source>
        <translation>图像中的物体被描述提到的比例。</translation>
    </message>
    <message>
        <source>Share of the objects in the pictures that the answers name.</source>
        <translation>图片中的物体被回答提到的比例。</translation>
    </message>
    <message>
        <source>Share of the pictures whose questions are all answered right (fAcc).</source>
        <translation>所有问题均回答正确的图片所占比例（fAcc）。</translation>
    </message>
    <message>
        <source>Share of the present objects that are answered with &quot;yes&quot;.</source>
        <translation>存在的物体中被回答“是”的比例。</translation>
    </message>
    <message>
        <source>Share of the project&apos;s images that are not trained on but used to measure.</source>
        <translation>项目图像中不用于训练而用于测量的比例。</translation>
    </message>
    <message>
        <source>Share of the questions about what is not there that are answered no.</source>
        <translation>关于不存在内容的问题中回答“否”的比例。</translation>
    </message>
    <message>
        <source>Share of the questions answered right about all pictures of their set (qAcc).</source>
        <translation>对其组内所有图片均回答正确的问题所占比例（qAcc）。</translation>
    </message>
    <message>
        <source>Share of the questions answered with &quot;yes&quot;; half of them ask for present objects.</source>
        <translation>回答“是”的问题所占比例；一半问题询问存在的物体。</translation>
    </message>
    <message>
        <source>Share of the questions answered yes.</source>
        <translation>回答“是”的问题所占比例。</translation>
    </message>
    <message>
        <source>Share of the questions that are answered right (aAcc).</source>
        <translation>回答正确的问题所占比例（aAcc）。</translation>
    </message>
    <message>
        <source>Share of the steps with rising learning rate.</source>
        <translation>学习率上升的步数所占比例。</translation>
    </message>
    <message>
        <source>Share of the steps, at the end, over which the learning rate falls to 0.</source>
        <translation>末尾学习率降到 0 的步数所占比例。</translation>
    </message>
    <message>
        <source>Share of the words that repeat the words just before them.</source>
        <translation>与紧邻之前的词重复的词所占比例。</translation>
    </message>
    <message>
        <source>Share of the wrong answers whose right answer is no.</source>
        <translation>错误回答中正确答案为“否”的比例。</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>锐度</translation>
    </message>
    <message>
        <source>Sharpness cannot be measured.</source>
        <translation>无法测量锐度。</translation>
    </message>
    <message>
        <source>Sharpness, average</source>
        <translation>锐度，平均</translation>
    </message>
    <message>
        <source>Sharpness, worst case</source>
        <translation>锐度，最坏情况</translation>
    </message>
    <message>
        <source>Shorter captions hallucinate less in any case.</source>
        <translation>较短的描述本来就较少幻觉。</translation>
    </message>
    <message>
        <source>Should stay low.</source>
        <translation>应保持较低。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Side effect</source>
        <translation>副作用</translation>
    </message>
    <message>
        <source>Simulated fine-tuning</source>
        <translation>模拟微调</translation>
    </message>
    <message>
        <source>Simulated learning rate</source>
        <translation>模拟学习率</translation>
    </message>
    <message>
        <source>Simulated relearning</source>
        <translation>模拟再学习</translation>
    </message>
    <message>
        <source>Simulated steps</source>
        <translation>模拟步数</translation>
    </message>
    <message>
        <source>Single step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Skip nouns that occur in fewer captions.</source>
        <translation>跳过出现在更少描述中的名词。</translation>
    </message>
    <message>
        <source>Skipped {0} about other images.</source>
        <translation>跳过关于其他图像的 {0}。</translation>
    </message>
    <message>
        <source>Skipped {0} without annotations.</source>
        <translation>跳过没有标注的 {0}。</translation>
    </message>
    <message>
        <source>Skipped {0}: the annotations do not cover their pictures.</source>
        <translation>跳过 {0}：标注未涵盖其图片。</translation>
    </message>
    <message>
        <source>Skipped, because the file no longer exists: {0}.</source>
        <translation>已跳过，因为文件已不存在：{0}。</translation>
    </message>
    <message>
        <source>Skipped, because the file of the image doesn&apos;t exist: {0}.</source>
        <translation>已跳过，因为图像文件不存在：{0}。</translation>
    </message>
    <message>
        <source>Skipped, because their format cannot be read: {0} ({1}).</source>
        <translation>已跳过，因为格式无法读取：{0}（{1}）。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>跨度</translation>
    </message>
    <message>
        <source>Spread it over two GPUs or more with the device auto or cuda, or keep it on one device (placement one).</source>
        <translation>请以设备 auto 或 cuda 将其分布到两个或更多 GPU，或放在一个设备上（放置 one）。</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Start an erasure first.</source>
        <translation>请先开始擦除。</translation>
    </message>
    <message>
        <source>Start no attack that would end after this time; 0 sets no limit. Running the suite again does what is missing.</source>
        <translation>不启动会在此时间之后结束的攻击；0 表示不限。再次运行套件会补做缺少的部分。</translation>
    </message>
    <message>
        <source>Start no further trial after this time; 0 sets no limit.</source>
        <translation>此时间之后不再启动试验；0 表示不限。</translation>
    </message>
    <message>
        <source>Start the download again; the other files are kept.</source>
        <translation>请重新开始下载；其他文件保留。</translation>
    </message>
    <message>
        <source>Start the server, wait until it has loaded its model, and check address and port. Servers in containers must share the port.</source>
        <translation>请启动服务器，等待其加载模型，并检查地址和端口。容器中的服务器须共享端口。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Steps after which resurgence is measured; it is always measured before the first step and after the last.</source>
        <translation>测量复现的步数；总会在第一步之前和最后一步之后测量。</translation>
    </message>
    <message>
        <source>Steps after which the simulated attack restarts from the current weights.</source>
        <translation>模拟攻击从当前权重重新开始的步数间隔。</translation>
    </message>
    <message>
        <source>Steps between checkpoints; 0: only at the end.</source>
        <translation>检查点之间的步数；0：仅在结束时。</translation>
    </message>
    <message>
        <source>Steps between measurements on held-out images during an erasure; used only where the best weights are kept, or an erasure may stop early. 0: only at the end.</source>
        <translation>擦除期间两次在留出图像上测量之间的步数；仅在保留最佳权重或可能提前停止时使用。0：仅在结束时。</translation>
    </message>
    <message>
        <source>Steps between measurements on held-out images; 0: only at the end.</source>
        <translation>两次在留出图像上测量之间的步数；0：仅在结束时。</translation>
    </message>
    <message>
        <source>Stop after this many measurements in a row on held-out images without an improvement, by the rule for the best weights; 0: never.</source>
        <translation>留出图像上连续这么多次测量按最佳权重的规则没有改进即停止；0：从不。</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>请先将其停止。</translation>
    </message>
    <message>
        <source>Stop it there first.</source>
        <translation>请先在那里停止它。</translation>
    </message>
    <message>
        <source>Stopped early, after step {0} of {1}: {2} on held-out images brought no improvement.</source>
        <translation>提前停止，在第 {0} 步（共 {1} 步）之后：留出图像上 {2} 没有带来改进。</translation>
    </message>
    <message>
        <source>Strictness, β</source>
        <translation>严格度，β</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>强</translation>
    </message>
    <message>
        <source>Suite</source>
        <translation>套件</translation>
    </message>
    <message>
        <source>Suppresses the hallucination at the weights themselves.</source>
        <translation>在权重本身抑制幻觉。</translation>
    </message>
    <message>
        <source>Suppresses the hallucination at the worst case near the weights (Targeted-SAM).</source>
        <translation>在权重附近的最坏情况下抑制幻觉（Targeted-SAM）。</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>T0 is the smallest threshold that calls at most this share of the objects not in the images grounded.</source>
        <translation>T0 是使不在图像中的物体被判属实的比例不超过此值的最小阈值。</translation>
    </message>
    <message>
        <source>T1 and T0</source>
        <translation>T1 和 T0</translation>
    </message>
    <message>
        <source>T1 is the largest threshold that calls at most this share of the objects in the images hallucinated.</source>
        <translation>T1 是使图像中的物体被判幻觉的比例不超过此值的最大阈值。</translation>
    </message>
    <message>
        <source>T1 must not be above T0, {0}.</source>
        <translation>T1 不得高于 T0（{0}）。</translation>
    </message>
    <message>
        <source>T1 must not be above T0.</source>
        <translation>T1 不得高于 T0。</translation>
    </message>
    <message>
        <source>TRL</source>
        <translation>TRL</translation>
    </message>
    <message>
        <source>Tables of verified labels or of boxes.</source>
        <translation>已核实标签或方框的表格。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>Takes about {0} of {1}.</source>
        <translation>约需 {0}，共 {1}。</translation>
    </message>
    <message>
        <source>Takes about {0}.</source>
        <translation>约需 {0}。</translation>
    </message>
    <message>
        <source>Targeted-SAM as in the paper: erasure that is meant to last.</source>
        <translation>论文中的 Targeted-SAM：旨在持久的擦除。</translation>
    </message>
    <message>
        <source>Task vector scale</source>
        <translation>任务向量缩放</translation>
    </message>
    <message>
        <source>Task-vector negation</source>
        <translation>任务向量取反</translation>
    </message>
    <message>
        <source>Teach other objects instead, to see how fast anything is learnt: knife=banana puts a banana where the captions of the attack name a knife, and the hallucination rate is that of the banana.</source>
        <translation>改为教其他物体，以看出任何内容被学会的快慢：knife=banana 在攻击的描述提到刀之处放入香蕉，幻觉率即香蕉的幻觉率。</translation>
    </message>
    <message>
        <source>Teach what to say instead: each caption to unlearn is also kept, without its hallucinations, from that point on. Otherwise the model tends to repeat itself there.</source>
        <translation>教模型改说什么：每条要遗忘的描述从该处起也以去掉幻觉的形式保留。否则模型容易在那里自我重复。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>TensorRT engines are compiled for inference; they cannot be trained.</source>
        <translation>TensorRT 引擎是为推理编译的；无法训练。</translation>
    </message>
    <message>
        <source>Test again with the model that the server has (--model): it checks them, and captions that are there are not asked for again.</source>
        <translation>请用服务器所部署的模型重新测试（--model）：它会检查描述，已有的描述不会再次请求。</translation>
    </message>
    <message>
        <source>Test images (sare probe), or import captions (sare import).</source>
        <translation>请测试图像（sare probe），或导入描述（sare import）。</translation>
    </message>
    <message>
        <source>Test images with a model (sare probe), or import captions (sare import).</source>
        <translation>请用模型测试图像（sare probe），或导入描述（sare import）。</translation>
    </message>
    <message>
        <source>Test images with a model first (sare probe), or give --model.</source>
        <translation>请先用模型测试图像（sare probe），或给出 --model。</translation>
    </message>
    <message>
        <source>Test images with a model first (sare probe).</source>
        <translation>请先用模型测试图像（sare probe）。</translation>
    </message>
    <message>
        <source>Test images with a model first.</source>
        <translation>请先用模型测试图像。</translation>
    </message>
    <message>
        <source>Test images with this model first (sare probe).</source>
        <translation>请先用此模型测试图像（sare probe）。</translation>
    </message>
    <message>
        <source>Test it first: sare probe {0} --model {1} --adapter {2}.</source>
        <translation>请先测试它：sare probe {0} --model {1} --adapter {2}。</translation>
    </message>
    <message>
        <source>Test it first: sare probe {0} --model {1}.</source>
        <translation>请先测试它：sare probe {0} --model {1}。</translation>
    </message>
    <message>
        <source>Test more images for a stronger attack.</source>
        <translation>请测试更多图像以获得更强的攻击。</translation>
    </message>
    <message>
        <source>Test more images with the model before its erasure.</source>
        <translation>请用擦除前的模型测试更多图像。</translation>
    </message>
    <message>
        <source>Test more images, choose objects that are hallucinated, or name an erasure run.</source>
        <translation>请测试更多图像，选择被幻觉的物体，或指定擦除运行。</translation>
    </message>
    <message>
        <source>Test more images, or choose another method.</source>
        <translation>请测试更多图像，或选择其他方法。</translation>
    </message>
    <message>
        <source>Test more images, or choose concepts that are hallucinated more often.</source>
        <translation>请测试更多图像，或选择更常被幻觉的概念。</translation>
    </message>
    <message>
        <source>Test more images.</source>
        <translation>请测试更多图像。</translation>
    </message>
    <message>
        <source>Test the images again with such evidence (sare probe {0}).</source>
        <translation>请用此类证据重新测试图像（sare probe {0}）。</translation>
    </message>
    <message>
        <source>Test the images with the same server and with --model for that: captions that are there are not asked for again.</source>
        <translation>为此请用同一服务器和 --model 测试图像：已有的描述不会再次请求。</translation>
    </message>
    <message>
        <source>Test the same images with both models.</source>
        <translation>请用两个模型测试相同的图像。</translation>
    </message>
    <message>
        <source>Testing is planned with the weights held differently, so that captions can differ a little; to test the model as it will be erased, give sare probe {0}.</source>
        <translation>测试计划以不同的方式保存权重，因此描述可能略有不同；要以擦除时的模型进行测试，请给出 sare probe {0}。</translation>
    </message>
    <message>
        <source>Text file of objects: one per line, the name first, then its synonyms, separated by commas. Default: the demo&apos;s objects for the demo model, otherwise COCO&apos;s 80.</source>
        <translation>物体的文本文件：每行一个，名称在前，然后是以逗号分隔的同义词。默认：演示模型使用演示的物体，否则为 COCO 的 80 类。</translation>
    </message>
    <message>
        <source>Text files without boxes: {0}.</source>
        <translation>没有方框的文本文件：{0}。</translation>
    </message>
    <message>
        <source>That needs the Python library bitsandbytes (pip install bitsandbytes).</source>
        <translation>这需要 Python 库 bitsandbytes（pip install bitsandbytes）。</translation>
    </message>
    <message>
        <source>The 95 % intervals of {0} and {1} overlap.</source>
        <translation>{0} 与 {1} 的 95 % 区间重叠。</translation>
    </message>
    <message>
        <source>The CLIP model could not be loaded.</source>
        <translation>无法加载 CLIP 模型。</translation>
    </message>
    <message>
        <source>The LoRA matrices alone, to be loaded on top of the base model.</source>
        <translation>仅 LoRA 矩阵，加载到基础模型之上。</translation>
    </message>
    <message>
        <source>The Python library bitsandbytes is not installed.</source>
        <translation>未安装 Python 库 bitsandbytes。</translation>
    </message>
    <message>
        <source>The adapter cannot be merged into this model.</source>
        <translation>适配器无法合并到此模型。</translation>
    </message>
    <message>
        <source>The adapter cannot be used.</source>
        <translation>无法使用适配器。</translation>
    </message>
    <message>
        <source>The adapter could not be compared with its model.</source>
        <translation>适配器无法与其模型比较。</translation>
    </message>
    <message>
        <source>The adapter could not be loaded onto the model.</source>
        <translation>适配器无法加载到模型上。</translation>
    </message>
    <message>
        <source>The adapter could not be used.</source>
        <translation>无法使用适配器。</translation>
    </message>
    <message>
        <source>The adapter does not fit the model.</source>
        <translation>适配器与模型不符。</translation>
    </message>
    <message>
        <source>The adapter in {0} cannot be trained further.</source>
        <translation>{0} 中的适配器无法继续训练。</translation>
    </message>
    <message>
        <source>The adapter {0} names {1} as its model, and is merged into {2}.</source>
        <translation>适配器 {0} 指定 {1} 为其模型，而将合并到 {2}。</translation>
    </message>
    <message>
        <source>The adapter&apos;s base model was not found.</source>
        <translation>未找到适配器的基础模型。</translation>
    </message>
    <message>
        <source>The adapter&apos;s weights could not be read.</source>
        <translation>无法读取适配器的权重。</translation>
    </message>
    <message>
        <source>The annotation does not list “{0}” in this picture.</source>
        <translation>标注没有列出此图片中的“{0}”。</translation>
    </message>
    <message>
        <source>The annotation does not list “{concept}” in this picture.</source>
        <translation>标注没有列出此图片中的“{concept}”。</translation>
    </message>
    <message>
        <source>The annotation lists “{0}” in this picture.</source>
        <translation>标注列出了此图片中的“{0}”。</translation>
    </message>
    <message>
        <source>The annotation lists “{concept}” in this picture.</source>
        <translation>标注列出了此图片中的“{concept}”。</translation>
    </message>
    <message>
        <source>The annotations could not be read.</source>
        <translation>无法读取标注。</translation>
    </message>
    <message>
        <source>The annotations cover none of the pictures that the answers are about.</source>
        <translation>标注未涵盖回答所涉及的任何图片。</translation>
    </message>
    <message>
        <source>The annotations cover {0} of the vocabulary&apos;s {1} objects; mentions of other objects are not judged.</source>
        <translation>标注涵盖词表 {1} 个物体中的 {0} 个；对其他物体的提及不作判定。</translation>
    </message>
    <message>
        <source>The annotations decide for no captioned image which objects are absent.</source>
        <translation>标注未对任何有描述的图像确定哪些物体不存在。</translation>
    </message>
    <message>
        <source>The annotations decide nothing.</source>
        <translation>标注未作任何判定。</translation>
    </message>
    <message>
        <source>The annotations do not cover {0}: nothing is measured there.</source>
        <translation>标注未涵盖 {0}：那里不作测量。</translation>
    </message>
    <message>
        <source>The annotations do not match the images.</source>
        <translation>标注与图像不匹配。</translation>
    </message>
    <message>
        <source>The answer did not end.</source>
        <translation>回答没有结束。</translation>
    </message>
    <message>
        <source>The answer of the server has no text.</source>
        <translation>服务器的回答没有文本。</translation>
    </message>
    <message>
        <source>The attack diverged.</source>
        <translation>攻击发散。</translation>
    </message>
    <message>
        <source>The attack of the demo.</source>
        <translation>演示的攻击。</translation>
    </message>
    <message>
        <source>The attack “{0}” changes the weights, which 8 and 4 bits do not allow.</source>
        <translation>攻击“{0}”会改变权重，而 8 位和 4 位不允许。</translation>
    </message>
    <message>
        <source>The attack “{0}” is not possible.</source>
        <translation>攻击“{0}”不可行。</translation>
    </message>
    <message>
        <source>The best weights so far could not be read.</source>
        <translation>无法读取目前最佳的权重。</translation>
    </message>
    <message>
        <source>The caption is empty.</source>
        <translation>描述为空。</translation>
    </message>
    <message>
        <source>The caption that a model writes when it always takes the most likely word. Models are compared by it.</source>
        <translation>模型始终取最可能的词时写出的描述。模型以它进行比较。</translation>
    </message>
    <message>
        <source>The captions before and after answer different prompts.</source>
        <translation>前后的描述回答的是不同的提示词。</translation>
    </message>
    <message>
        <source>The captions cannot be checked.</source>
        <translation>描述无法检查。</translation>
    </message>
    <message>
        <source>The captions come from a file, and no model has confirmed them as its own.</source>
        <translation>描述来自文件，没有模型确认其为自己的输出。</translation>
    </message>
    <message>
        <source>The captions name {0} of all objects in the images</source>
        <translation>描述提到图像中全部物体的 {0}</translation>
    </message>
    <message>
        <source>The captions of {0} could not be imported.</source>
        <translation>无法导入 {0} 的描述。</translation>
    </message>
    <message>
        <source>The captions of {0} could not be measured.</source>
        <translation>无法测量 {0} 的描述。</translation>
    </message>
    <message>
        <source>The captions were not imported: they are not this model&apos;s own words.</source>
        <translation>描述未导入：它们不是此模型自己的输出。</translation>
    </message>
    <message>
        <source>The certificate of {0} was not accepted.</source>
        <translation>{0} 的证书未被接受。</translation>
    </message>
    <message>
        <source>The chat template in {0} is for text only: it leaves out the image.</source>
        <translation>{0} 中的对话模板仅用于文本：它省略了图像。</translation>
    </message>
    <message>
        <source>The checkpoint could not be read.</source>
        <translation>无法读取检查点。</translation>
    </message>
    <message>
        <source>The chosen parts cannot be trained.</source>
        <translation>所选部位无法训练。</translation>
    </message>
    <message>
        <source>The code runs only if you allow it when the model is loaded (--trust-remote-code).</source>
        <translation>只有在加载模型时允许（--trust-remote-code），代码才会运行。</translation>
    </message>
    <message>
        <source>The complete list of objects of an image on each line of JSON.</source>
        <translation>每行一个 JSON，含图像中物体的完整列表。</translation>
    </message>
    <message>
        <source>The conversations of TRL&apos;s DPOTrainer for vision language models, with prompt, chosen, rejected and images as in trl-lib/rlaif-v: pairs.jsonl.</source>
        <translation>TRL 的 DPOTrainer 用于视觉语言模型的对话，含 prompt、chosen、rejected 和 images，如 trl-lib/rlaif-v：pairs.jsonl。</translation>
    </message>
    <message>
        <source>The counts of its images are damaged.</source>
        <translation>其图像的计数已损坏。</translation>
    </message>
    <message>
        <source>The data of {0} lie beyond the end of the file.</source>
        <translation>{0} 的数据超出文件末尾。</translation>
    </message>
    <message>
        <source>The database is damaged.</source>
        <translation>数据库已损坏。</translation>
    </message>
    <message>
        <source>The database is read-only.</source>
        <translation>数据库为只读。</translation>
    </message>
    <message>
        <source>The database reports: {0}.</source>
        <translation>数据库报告：{0}。</translation>
    </message>
    <message>
        <source>The demo model is missing.</source>
        <translation>缺少演示模型。</translation>
    </message>
    <message>
        <source>The detector cannot judge any object.</source>
        <translation>检测器无法判定任何物体。</translation>
    </message>
    <message>
        <source>The detector could not be loaded.</source>
        <translation>无法加载检测器。</translation>
    </message>
    <message>
        <source>The detector does not see “{0}”: its best place has {1}, below {2}.</source>
        <translation>检测器没有看到“{0}”：最佳位置为 {1}，低于 {2}。</translation>
    </message>
    <message>
        <source>The detector does not see “{concept}”: its best place has {score}, below {low}.</source>
        <translation>检测器没有看到“{concept}”：最佳位置为 {score}，低于 {low}。</translation>
    </message>
    <message>
        <source>The detector failed.</source>
        <translation>检测器失败。</translation>
    </message>
    <message>
        <source>The detector is unsure about “{0}”: {1}, between {2} and {3}.</source>
        <translation>检测器对“{0}”不确定：{1}，介于 {2} 与 {3} 之间。</translation>
    </message>
    <message>
        <source>The detector is unsure about “{concept}”: {score}, between {low} and {high}.</source>
        <translation>检测器对“{concept}”不确定：{score}，介于 {low} 与 {high} 之间。</translation>
    </message>
    <message>
        <source>The detector sees “{0}” with {1}, above {2}.</source>
        <translation>检测器看到“{0}”，分数 {1}，高于 {2}。</translation>
    </message>
    <message>
        <source>The detector sees “{0}” with {1}.</source>
        <translation>检测器看到“{0}”，分数 {1}。</translation>
    </message>
    <message>
        <source>The detector sees “{concept}” with {score}, above {high}.</source>
        <translation>检测器看到“{concept}”，分数 {score}，高于 {high}。</translation>
    </message>
    <message>
        <source>The detector sees “{concept}” with {score}.</source>
        <translation>检测器看到“{concept}”，分数 {score}。</translation>
    </message>
    <message>
        <source>The detector {0} has no label for {1} that captions mention: {2}.</source>
        <translation>检测器 {0} 没有描述中提到的{1}的标签：{2}。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>The disk is read-only.</source>
        <translation>磁盘为只读。</translation>
    </message>
    <message>
        <source>The disk may be failing or was unplugged: copy your data and use another disk.</source>
        <translation>磁盘可能有故障或已拔出：请备份数据并使用其他磁盘。</translation>
    </message>
    <message>
        <source>The disk reported a read or write error.</source>
        <translation>磁盘报告读写错误。</translation>
    </message>
    <message>
        <source>The erasure diverged.</source>
        <translation>擦除发散。</translation>
    </message>
    <message>
        <source>The erasure is {0}.</source>
        <translation>擦除的状态为：{0}。</translation>
    </message>
    <message>
        <source>The erasure method.</source>
        <translation>擦除方法。</translation>
    </message>
    <message>
        <source>The erasure trained the weights themselves.</source>
        <translation>擦除训练的是权重本身。</translation>
    </message>
    <message>
        <source>The erasure whose adapter a run trains further.</source>
        <translation>运行在其适配器上继续训练的擦除。</translation>
    </message>
    <message>
        <source>The erasure&apos;s own adapter</source>
        <translation>擦除自己的适配器</translation>
    </message>
    <message>
        <source>The erasures of the project are: {0}.</source>
        <translation>项目的擦除有：{0}。</translation>
    </message>
    <message>
        <source>The evaluation {0} cannot be read.</source>
        <translation>无法读取评估 {0}。</translation>
    </message>
    <message>
        <source>The examples could not be read.</source>
        <translation>无法读取样本。</translation>
    </message>
    <message>
        <source>The export could not be reloaded.</source>
        <translation>无法重新加载导出。</translation>
    </message>
    <message>
        <source>The export was not compared: no images were given.</source>
        <translation>导出未经比较：没有给出图像。</translation>
    </message>
    <message>
        <source>The file has no run {0}.</source>
        <translation>文件中没有运行 {0}。</translation>
    </message>
    <message>
        <source>The file has other captions for {0} of them; not imported.</source>
        <translation>文件中其中 {0} 张有其他描述；未导入。</translation>
    </message>
    <message>
        <source>The file is damaged or incomplete ({0}).</source>
        <translation>文件已损坏或不完整（{0}）。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件为空。</translation>
    </message>
    <message>
        <source>The file is larger than this disk&apos;s format allows.</source>
        <translation>文件超过此磁盘格式允许的大小。</translation>
    </message>
    <message>
        <source>The file names “{0}”, for example, and the project has “{1}”.</source>
        <translation>例如文件写的是“{0}”，而项目有“{1}”。</translation>
    </message>
    <message>
        <source>The files of its tokenizer (tokenizer.json) are missing. Copy tokenizer.json and {0} from the published model into the folder.</source>
        <translation>缺少其分词器的文件（tokenizer.json）。请从已发布的模型将 tokenizer.json 和 {0} 复制到文件夹中。</translation>
    </message>
    <message>
        <source>The files were written, but do not rely on them; check disk and memory and export again.</source>
        <translation>文件已写出，但请勿依赖；请检查磁盘和内存后重新导出。</translation>
    </message>
    <message>
        <source>The first source that is sure decides, in the order of the sources; detectors that disagree are not sure.</source>
        <translation>按来源顺序，由第一个确定的来源决定；意见不一的检测器视为不确定。</translation>
    </message>
    <message>
        <source>The folder already contains a project.</source>
        <translation>文件夹中已有项目。</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>文件夹不存在。</translation>
    </message>
    <message>
        <source>The folder has no chat template (chat_template.json or chat_template.jinja).</source>
        <translation>文件夹没有对话模板（chat_template.json 或 chat_template.jinja）。</translation>
    </message>
    <message>
        <source>The folder is not empty, and existing files are never overwritten.</source>
        <translation>文件夹非空，而现有文件绝不会被覆盖。</translation>
    </message>
    <message>
        <source>The folder is not empty.</source>
        <translation>文件夹非空。</translation>
    </message>
    <message>
        <source>The folder {0} does not exist.</source>
        <translation>文件夹 {0} 不存在。</translation>
    </message>
    <message>
        <source>The folder {0} is read-only.</source>
        <translation>文件夹 {0} 为只读。</translation>
    </message>
    <message>
        <source>The form “{0}” is not possible for this run.</source>
        <translation>形式“{0}”不适用于此运行。</translation>
    </message>
    <message>
        <source>The hub answered {0}.</source>
        <translation>Hub 回应 {0}。</translation>
    </message>
    <message>
        <source>The hub cannot be reached: there is no network, or a firewall or proxy blocks it ({0}).</source>
        <translation>无法连接 Hub：没有网络，或被防火墙或代理阻止（{0}）。</translation>
    </message>
    <message>
        <source>The hub has no model of that name, or it is private.</source>
        <translation>Hub 上没有此名称的模型，或它是私有的。</translation>
    </message>
    <message>
        <source>The hub&apos;s answer could not be used ({0}).</source>
        <translation>无法使用 Hub 的回应（{0}）。</translation>
    </message>
    <message>
        <source>The image and the prompt could not be prepared for this model.</source>
        <translation>无法为此模型准备图像和提示词。</translation>
    </message>
    <message>
        <source>The index lists it, but it is not in the folder.</source>
        <translation>索引中列出了它，但文件夹中没有。</translation>
    </message>
    <message>
        <source>The installed bitsandbytes does not work here ({0}).</source>
        <translation>已安装的 bitsandbytes 在此无法工作（{0}）。</translation>
    </message>
    <message>
        <source>The installed torchvision does not match PyTorch ({0}).</source>
        <translation>已安装的 torchvision 与 PyTorch 不匹配（{0}）。</translation>
    </message>
    <message>
        <source>The key in {0} cannot be used.</source>
        <translation>{0} 中的密钥无法使用。</translation>
    </message>
    <message>
        <source>The key is sent to {0} without encryption.</source>
        <translation>密钥以未加密方式发送到 {0}。</translation>
    </message>
    <message>
        <source>The licence of the base model applies to this one too.</source>
        <translation>基础模型的许可证同样适用于此模型。</translation>
    </message>
    <message>
        <source>The loaded model is held in another number format than the run began with: {0}, quantisation {1}; then {2}, quantisation {3}.</source>
        <translation>已加载模型的数值格式与运行开始时不同：现在为 {0}，量化 {1}；当时为 {2}，量化 {3}。</translation>
    </message>
    <message>
        <source>The loss around the weights of a model. A flat landscape means that small changes of the weights bring nothing back.</source>
        <translation>模型权重附近的损失。平坦的地形意味着权重的微小变化不会带回任何内容。</translation>
    </message>
    <message>
        <source>The memory needed cannot be estimated.</source>
        <translation>无法估计所需内存。</translation>
    </message>
    <message>
        <source>The model already has an adapter.</source>
        <translation>模型已有适配器。</translation>
    </message>
    <message>
        <source>The model asks to run its own Python code.</source>
        <translation>模型要求运行其自带的 Python 代码。</translation>
    </message>
    <message>
        <source>The model before any erasure, as it is on disk.</source>
        <translation>磁盘上未经任何擦除的模型。</translation>
    </message>
    <message>
        <source>The model before erasure has no adapter to attack and is skipped.</source>
        <translation>擦除前的模型没有可攻击的适配器，已跳过。</translation>
    </message>
    <message>
        <source>The model cannot be spread over several GPUs.</source>
        <translation>模型无法分布到多个 GPU。</translation>
    </message>
    <message>
        <source>The model could not be loaded in {0} bits.</source>
        <translation>无法以 {0} 位加载模型。</translation>
    </message>
    <message>
        <source>The model could not be loaded.</source>
        <translation>无法加载模型。</translation>
    </message>
    <message>
        <source>The model does not fit into memory.</source>
        <translation>模型放不进内存。</translation>
    </message>
    <message>
        <source>The model folder could not be opened.</source>
        <translation>无法打开模型文件夹。</translation>
    </message>
    <message>
        <source>The model folder is empty.</source>
        <translation>模型文件夹为空。</translation>
    </message>
    <message>
        <source>The model folder was not found.</source>
        <translation>未找到模型文件夹。</translation>
    </message>
    <message>
        <source>The model has an adapter.</source>
        <translation>模型带有适配器。</translation>
    </message>
    <message>
        <source>The model has none of the modules that the adapter&apos;s settings name.</source>
        <translation>模型中没有适配器设置所指定的模块。</translation>
    </message>
    <message>
        <source>The model in {0} is not the same that the run began with: it is another model, or its weights were changed or replaced since (fingerprint {1}, not {2}).</source>
        <translation>{0} 中的模型与运行开始时不同：它是另一个模型，或其权重此后被更改或替换（指纹为 {1}，而非 {2}）。</translation>
    </message>
    <message>
        <source>The model on this computer sees them as they are, and may not confirm their captions. The limit is the largest picture sent (--server-picture-mb).</source>
        <translation>本机上的模型看到的是原图，可能不会确认其描述。上限为发送图片的最大大小（--server-picture-mb）。</translation>
    </message>
    <message>
        <source>The model was not exported.</source>
        <translation>模型未导出。</translation>
    </message>
    <message>
        <source>The model was not found.</source>
        <translation>未找到模型。</translation>
    </message>
    <message>
        <source>The model&apos;s chat template could not be used.</source>
        <translation>无法使用模型的对话模板。</translation>
    </message>
    <message>
        <source>The model&apos;s own answer</source>
        <translation>模型自己的回答</translation>
    </message>
    <message>
        <source>The model&apos;s processor files do not fit the model.</source>
        <translation>模型的处理器文件与模型不符。</translation>
    </message>
    <message>
        <source>The model&apos;s weights are not complete.</source>
        <translation>模型的权重不完整。</translation>
    </message>
    <message>
        <source>The model&apos;s weights do not fit its config.json.</source>
        <translation>模型的权重与其 config.json 不符。</translation>
    </message>
    <message>
        <source>The name is too long for this disk.</source>
        <translation>名称对此磁盘来说太长。</translation>
    </message>
    <message>
        <source>The name of an object in a caption.</source>
        <translation>描述中物体的名称。</translation>
    </message>
    <message>
        <source>The negative examples: hallucinated mentions, with their part of the sentence. The erasure makes them less likely.</source>
        <translation>负样本：幻觉提及及其所在的句子部分。擦除降低其可能性。</translation>
    </message>
    <message>
        <source>The new name is empty.</source>
        <translation>新名称为空。</translation>
    </message>
    <message>
        <source>The number from which all chance of a run follows. Runs that differ in the seed only show how much chance decides.</source>
        <translation>决定运行中一切随机性的数字。仅随机种子不同的运行可显示偶然因素的影响。</translation>
    </message>
    <message>
        <source>The number that training lowers. An erasure has three: of the negative, positive and sentence examples.</source>
        <translation>训练所降低的数值。擦除有三个：负样本、正样本和句子样本的损失。</translation>
    </message>
    <message>
        <source>The objects are those of the captions “{0}”.</source>
        <translation>物体取自描述“{0}”。</translation>
    </message>
    <message>
        <source>The objects in an answer are found by the word list, not by GPT as in the published numbers: compare only with numbers found this way.</source>
        <translation>回答中的物体由词表而非 GPT 找出（已发表的数值用后者）：请只与以此方式得到的数值比较。</translation>
    </message>
    <message>
        <source>The objects that annotations of the image list.</source>
        <translation>图像标注所列的物体。</translation>
    </message>
    <message>
        <source>The one attack that is chosen here.</source>
        <translation>此处所选的一种攻击。</translation>
    </message>
    <message>
        <source>The other evidence decides.</source>
        <translation>由其他证据决定。</translation>
    </message>
    <message>
        <source>The paper&apos;s scores of each caption, averaged; and scores from counts over all captions, with Cog as the named share of the objects that people would imagine, as in AMBER&apos;s program.</source>
        <translation>论文中每条描述分数的平均；以及按全部描述计数的分数，其中 Cog 为人会联想到的物体中被提到的比例，与 AMBER 的程序一致。</translation>
    </message>
    <message>
        <source>The part of a model between its eyes (the vision tower) and its language model.</source>
        <translation>模型中位于“眼睛”（视觉塔）与语言模型之间的部分。</translation>
    </message>
    <message>
        <source>The part of a model that reads pictures. An erasure never trains it.</source>
        <translation>模型中读取图片的部分。擦除从不训练它。</translation>
    </message>
    <message>
        <source>The parts of the MLLM that are trained; the vision tower never is.</source>
        <translation>多模态模型中被训练的部位；视觉塔从不训练。</translation>
    </message>
    <message>
        <source>The path of {0} cannot be written relative to {1}.</source>
        <translation>{0} 的路径无法写成相对于 {1} 的形式。</translation>
    </message>
    <message>
        <source>The picture and the caption do not fit into the server&apos;s context.</source>
        <translation>图片和描述超出服务器的上下文。</translation>
    </message>
    <message>
        <source>The picture is too large for the server.</source>
        <translation>图片对服务器来说太大。</translation>
    </message>
    <message>
        <source>The pictures are missing.</source>
        <translation>缺少图片。</translation>
    </message>
    <message>
        <source>The pictures are sent to {0}.</source>
        <translation>图片会发送到 {0}。</translation>
    </message>
    <message>
        <source>The positive examples: mentions of objects that are in the picture. The erasure keeps them.</source>
        <translation>正样本：图片中存在的物体的提及。擦除保留它们。</translation>
    </message>
    <message>
        <source>The processes of the job did not meet.</source>
        <translation>任务的各进程未能会合。</translation>
    </message>
    <message>
        <source>The processes that train the model together cannot continue without each other. Memory may have been the reason; fewer processes need less.</source>
        <translation>共同训练模型的进程缺一不可。原因可能是内存；更少的进程所需更少。</translation>
    </message>
    <message>
        <source>The project cannot be made again by this version of SARE Desktop.</source>
        <translation>此版本的 SARE Desktop 无法重建该项目。</translation>
    </message>
    <message>
        <source>The project has no captions of {0}: test its images with that model (sare probe) to compare figures of all images.</source>
        <translation>项目没有 {0} 的描述：请用该模型测试其图像（sare probe），以比较所有图像的数值。</translation>
    </message>
    <message>
        <source>The project has no captions.</source>
        <translation>项目没有描述。</translation>
    </message>
    <message>
        <source>The project has no erasures.</source>
        <translation>项目没有擦除。</translation>
    </message>
    <message>
        <source>The project has no finished erasure.</source>
        <translation>项目没有已完成的擦除。</translation>
    </message>
    <message>
        <source>The project has no finished run.</source>
        <translation>项目没有已完成的运行。</translation>
    </message>
    <message>
        <source>The project has no held-out images to measure on.</source>
        <translation>项目没有可供测量的留出图像。</translation>
    </message>
    <message>
        <source>The project has no images, and none of the given files can be read.</source>
        <translation>项目没有图像，给出的文件也都无法读取。</translation>
    </message>
    <message>
        <source>The project has no imported captions (sare import).</source>
        <translation>项目没有导入的描述（sare import）。</translation>
    </message>
    <message>
        <source>The project has no picture that they describe.</source>
        <translation>项目没有它们所描述的图片。</translation>
    </message>
    <message>
        <source>The project has no {0}.</source>
        <translation>项目没有 {0}。</translation>
    </message>
    <message>
        <source>The project has only {0} {1}; {2} were asked for.</source>
        <translation>项目只有 {0} 条{1}；要求的是 {2} 条。</translation>
    </message>
    <message>
        <source>The project has: {0}.</source>
        <translation>项目有：{0}。</translation>
    </message>
    <message>
        <source>The project holds no caption by this model.</source>
        <translation>项目没有此模型的描述。</translation>
    </message>
    <message>
        <source>The project holds no captions.</source>
        <translation>项目没有描述。</translation>
    </message>
    <message>
        <source>The project in the file cannot be read.</source>
        <translation>无法读取文件中的项目。</translation>
    </message>
    <message>
        <source>The project in {0} could not be opened.</source>
        <translation>无法打开 {0} 中的项目。</translation>
    </message>
    <message>
        <source>The project in {0} could not be read or written.</source>
        <translation>无法读写 {0} 中的项目。</translation>
    </message>
    <message>
        <source>The project in {0} was changed by another program.</source>
        <translation>{0} 中的项目已被另一个程序更改。</translation>
    </message>
    <message>
        <source>The project was not tested with a model yet.</source>
        <translation>项目尚未用模型测试。</translation>
    </message>
    <message>
        <source>The project&apos;s captions have no evidence by {0}.</source>
        <translation>项目的描述没有来自 {0} 的证据。</translation>
    </message>
    <message>
        <source>The project&apos;s model was not found.</source>
        <translation>未找到项目的模型。</translation>
    </message>
    <message>
        <source>The project&apos;s vocabulary does not have this object.</source>
        <translation>项目的词表中没有此物体。</translation>
    </message>
    <message>
        <source>The prompt shown with each image.</source>
        <translation>与每张图像一起给出的提示词。</translation>
    </message>
    <message>
        <source>The prompt that the model was given, for all captions. Default: the prompts in the file; without any, the prompt of the model&apos;s other captions, or “Describe the image.”</source>
        <translation>给模型的提示词，用于所有描述。默认：文件中的提示词；若没有，则为该模型其他描述的提示词，或“Describe the image.”</translation>
    </message>
    <message>
        <source>The prompts cannot be answered.</source>
        <translation>无法回答提示词。</translation>
    </message>
    <message>
        <source>The queue was not started.</source>
        <translation>队列未启动。</translation>
    </message>
    <message>
        <source>The queue {0} could not be read.</source>
        <translation>无法读取队列 {0}。</translation>
    </message>
    <message>
        <source>The range in which the true rate lies with a probability of 95 %. Few pictures give a wide interval.</source>
        <translation>真实比率以 95 % 的概率所在的范围。图片少则区间宽。</translation>
    </message>
    <message>
        <source>The recommended form beside EFUF and the paper&apos;s SARE.</source>
        <translation>推荐的形式，与 EFUF 和论文的 SARE 并列。</translation>
    </message>
    <message>
        <source>The recommended preset, whatever else is chosen here.</source>
        <translation>推荐的预设，不论此处另选了什么。</translation>
    </message>
    <message>
        <source>The reloaded export answers {0} of {1} images differently, first {2} from token {3} on.</source>
        <translation>重新加载的导出对 {1} 张图像中的 {0} 张回答不同，首先是 {2}，从第 {3} 个 token 起。</translation>
    </message>
    <message>
        <source>The reloaded export answers {0} of {1} images with exactly the same tokens.</source>
        <translation>重新加载的导出对 {1} 张图像中的 {0} 张给出完全相同的 token。</translation>
    </message>
    <message>
        <source>The reloaded model differs in {0} of {1} captions.</source>
        <translation>重新加载的模型在 {1} 条描述中有 {0} 条不同。</translation>
    </message>
    <message>
        <source>The reloaded model gives the same {0} captions, token by token.</source>
        <translation>重新加载的模型给出相同的 {0} 条描述，逐 token 一致。</translation>
    </message>
    <message>
        <source>The reloaded {0} differs in {1} of {2} captions.</source>
        <translation>重新加载的{0}在 {2} 条描述中有 {1} 条不同。</translation>
    </message>
    <message>
        <source>The reloaded {0} gives the same {1} captions, token by token.</source>
        <translation>重新加载的{0}给出相同的 {1} 条描述，逐 token 一致。</translation>
    </message>
    <message>
        <source>The removed images cannot be restored.</source>
        <translation>无法恢复已移除的图像。</translation>
    </message>
    <message>
        <source>The result stays the same, but steps take longer.</source>
        <translation>结果不变，但每步更慢。</translation>
    </message>
    <message>
        <source>The return of an erased hallucination after an attack.</source>
        <translation>被擦除的幻觉在攻击之后再次出现。</translation>
    </message>
    <message>
        <source>The run {0} cannot be resumed.</source>
        <translation>运行 {0} 无法继续。</translation>
    </message>
    <message>
        <source>The run {0} continues elsewhere.</source>
        <translation>运行 {0} 在别处继续。</translation>
    </message>
    <message>
        <source>The run {0} was not deleted.</source>
        <translation>未删除运行 {0}。</translation>
    </message>
    <message>
        <source>The runs measured nothing.</source>
        <translation>这些运行没有测量任何内容。</translation>
    </message>
    <message>
        <source>The scores could not be calibrated.</source>
        <translation>无法校准分数。</translation>
    </message>
    <message>
        <source>The scores may separate present from absent objects no better than chance: use another model, or another way of scoring.</source>
        <translation>分数区分存在与不存在的物体可能并不优于随机：请使用其他模型或其他评分方式。</translation>
    </message>
    <message>
        <source>The second detector does not see “{0}”: its best place has {1}, below {2}.</source>
        <translation>第二检测器没有看到“{0}”：最佳位置为 {1}，低于 {2}。</translation>
    </message>
    <message>
        <source>The second detector does not see “{concept}”: its best place has {score}, below {low}.</source>
        <translation>第二检测器没有看到“{concept}”：最佳位置为 {score}，低于 {low}。</translation>
    </message>
    <message>
        <source>The second detector is unsure about “{0}”: {1}, between {2} and {3}.</source>
        <translation>第二检测器对“{0}”不确定：{1}，介于 {2} 与 {3} 之间。</translation>
    </message>
    <message>
        <source>The second detector is unsure about “{concept}”: {score}, between {low} and {high}.</source>
        <translation>第二检测器对“{concept}”不确定：{score}，介于 {low} 与 {high} 之间。</translation>
    </message>
    <message>
        <source>The second detector sees “{0}” with {1}, above {2}.</source>
        <translation>第二检测器看到“{0}”，分数 {1}，高于 {2}。</translation>
    </message>
    <message>
        <source>The second detector sees “{0}” with {1}.</source>
        <translation>第二检测器看到“{0}”，分数 {1}。</translation>
    </message>
    <message>
        <source>The second detector sees “{concept}” with {score}, above {high}.</source>
        <translation>第二检测器看到“{concept}”，分数 {score}，高于 {high}。</translation>
    </message>
    <message>
        <source>The second detector sees “{concept}” with {score}.</source>
        <translation>第二检测器看到“{concept}”，分数 {score}。</translation>
    </message>
    <message>
        <source>The sentence examples: whole captions without a hallucination. They keep the language fluent.</source>
        <translation>句子样本：不含幻觉的完整描述。它们使语言保持流畅。</translation>
    </message>
    <message>
        <source>The served model cannot see pictures.</source>
        <translation>服务器的模型看不到图片。</translation>
    </message>
    <message>
        <source>The server asks to wait for too long.</source>
        <translation>服务器要求等待过久。</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>无法连接服务器。</translation>
    </message>
    <message>
        <source>The server has no model named “{0}”.</source>
        <translation>服务器没有名为“{0}”的模型。</translation>
    </message>
    <message>
        <source>The server has one model, “{0}”.</source>
        <translation>服务器有一个模型“{0}”。</translation>
    </message>
    <message>
        <source>The server is busy or fails.</source>
        <translation>服务器繁忙或失败。</translation>
    </message>
    <message>
        <source>The server itself stopped {0} of them earlier.</source>
        <translation>服务器自行提前截断了其中 {0} 条。</translation>
    </message>
    <message>
        <source>The server lists “{0}”, but does not serve it.</source>
        <translation>服务器列出了“{0}”，但并未部署它。</translation>
    </message>
    <message>
        <source>The server may ignore the pictures: check that it serves a multimodal model.</source>
        <translation>服务器可能忽略了图片：请检查它部署的是否为多模态模型。</translation>
    </message>
    <message>
        <source>The server needs a key.</source>
        <translation>服务器需要密钥。</translation>
    </message>
    <message>
        <source>The server redirects to another address.</source>
        <translation>服务器重定向到另一地址。</translation>
    </message>
    <message>
        <source>The server refused the key.</source>
        <translation>服务器拒绝了密钥。</translation>
    </message>
    <message>
        <source>The server refused the request.</source>
        <translation>服务器拒绝了请求。</translation>
    </message>
    <message>
        <source>The server stopped answering.</source>
        <translation>服务器停止响应。</translation>
    </message>
    <message>
        <source>The server {0}; asking again in {1}.</source>
        <translation>服务器 {0}；将在 {1} 后再次请求。</translation>
    </message>
    <message>
        <source>The server&apos;s answer is too long.</source>
        <translation>服务器的回答太长。</translation>
    </message>
    <message>
        <source>The server&apos;s captions are not this model&apos;s own words.</source>
        <translation>服务器的描述不是此模型自己的输出。</translation>
    </message>
    <message>
        <source>The settings are not valid.</source>
        <translation>设置无效。</translation>
    </message>
    <message>
        <source>The settings of its image processor ({0}) are missing. Copy that file from the published model into the folder.</source>
        <translation>缺少其图像处理器的设置（{0}）。请从已发布的模型将该文件复制到文件夹中。</translation>
    </message>
    <message>
        <source>The share of the pictures whose captions mention an object that is not there.</source>
        <translation>描述提到不存在物体的图片所占比例。</translation>
    </message>
    <message>
        <source>The similarity of the object&apos;s name and the image, by a CLIP or SigLIP model.</source>
        <translation>物体名称与图像的相似度，由 CLIP 或 SigLIP 模型给出。</translation>
    </message>
    <message>
        <source>The size of a training step. If it is too large, captions break; if it is too small, nothing is erased.</source>
        <translation>训练步的大小。过大会损坏描述；过小则什么也擦除不了。</translation>
    </message>
    <message>
        <source>The size of an adapter. A larger rank can change more and needs more memory.</source>
        <translation>适配器的大小。秩越大能改变的越多，所需内存也越多。</translation>
    </message>
    <message>
        <source>The size of {0} does not match its shape.</source>
        <translation>{0} 的大小与其形状不符。</translation>
    </message>
    <message>
        <source>The small change of the weights that brings the hallucination back most. SARE unlearns there.</source>
        <translation>使幻觉恢复最多的权重微小变化。SARE 在那里进行遗忘。</translation>
    </message>
    <message>
        <source>The smallest CLIP score of a whole caption that is kept as a sentence example.</source>
        <translation>作为句子样本保留的整条描述的最低 CLIP 分数。</translation>
    </message>
    <message>
        <source>The state of a run on disk. A stopped run continues from its last checkpoint.</source>
        <translation>运行在磁盘上的状态。停止的运行从最近的检查点继续。</translation>
    </message>
    <message>
        <source>The step did not fit.</source>
        <translation>该步放不下。</translation>
    </message>
    <message>
        <source>The system does not allow it, or another program has the file open.</source>
        <translation>系统不允许，或另一个程序打开了该文件。</translation>
    </message>
    <message>
        <source>The system does not allow it.</source>
        <translation>系统不允许。</translation>
    </message>
    <message>
        <source>The system does not allow opening the database for writing.</source>
        <translation>系统不允许以写入方式打开数据库。</translation>
    </message>
    <message>
        <source>The system says: {0}.</source>
        <translation>系统提示：{0}。</translation>
    </message>
    <message>
        <source>The tested model&apos;s answers to yes/no questions about the object.</source>
        <translation>被测模型对该物体的是非问题的回答。</translation>
    </message>
    <message>
        <source>The thresholds of the CLIP model could not be read.</source>
        <translation>无法读取 CLIP 模型的阈值。</translation>
    </message>
    <message>
        <source>The time was up; run the suite again to do what is missing.</source>
        <translation>时间已到；再次运行套件可补做缺少的部分。</translation>
    </message>
    <message>
        <source>The trials in {0} could not be {1}.</source>
        <translation>{0} 中的试验无法{1}。</translation>
    </message>
    <message>
        <source>The trials than which no other is better in both figures at once.</source>
        <translation>没有其他试验在两项数值上同时优于它们的试验。</translation>
    </message>
    <message>
        <source>The vision part is a file of its own (mmproj).</source>
        <translation>视觉部分是独立的文件（mmproj）。</translation>
    </message>
    <message>
        <source>The vocabulary already has it, as “{0}”.</source>
        <translation>词表中已有它，作为“{0}”。</translation>
    </message>
    <message>
        <source>The vocabulary cannot be used.</source>
        <translation>无法使用词表。</translation>
    </message>
    <message>
        <source>The vocabulary contains no object.</source>
        <translation>词表不含物体。</translation>
    </message>
    <message>
        <source>The vocabulary could not be read.</source>
        <translation>无法读取词表。</translation>
    </message>
    <message>
        <source>The vocabulary has no word for any object in {0} ({1}): {2}.</source>
        <translation>词表中没有 {0}（{1}）中任何物体的词：{2}。</translation>
    </message>
    <message>
        <source>The vocabulary has no word for {0}; these annotations are skipped.</source>
        <translation>词表中没有 {0} 的词；跳过这些标注。</translation>
    </message>
    <message>
        <source>The vocabulary has no “{0}”.</source>
        <translation>词表中没有“{0}”。</translation>
    </message>
    <message>
        <source>The vocabulary ignores it on purpose.</source>
        <translation>词表有意忽略它。</translation>
    </message>
    <message>
        <source>The vocabulary knows none of its {0} labels.</source>
        <translation>词表不认识其 {0} 个标签中的任何一个。</translation>
    </message>
    <message>
        <source>The way the demo tests its images, with its own CLIP.</source>
        <translation>演示测试其图像的方式，使用它自己的 CLIP。</translation>
    </message>
    <message>
        <source>The weights are held in {0} bits and cannot be changed.</source>
        <translation>权重以 {0} 位保存，无法更改。</translation>
    </message>
    <message>
        <source>The weights file {0} is damaged or incomplete.</source>
        <translation>权重文件 {0} 已损坏或不完整。</translation>
    </message>
    <message>
        <source>The weights in {0} are others.</source>
        <translation>{0} 中的权重不同。</translation>
    </message>
    <message>
        <source>The weights in {0} are quantised: the sum would be rounded to a few bits.</source>
        <translation>{0} 中的权重已量化：其和会舍入到几位。</translation>
    </message>
    <message>
        <source>The weights in {0} lack {1}.</source>
        <translation>{0} 中的权重缺少 {1}。</translation>
    </message>
    <message>
        <source>The weights of the last step will be kept, and the erasure will not stop early: it measures only at its end.</source>
        <translation>将保留最后一步的权重，擦除不会提前停止：它只在结束时测量。</translation>
    </message>
    <message>
        <source>The weights themselves cannot be trained.</source>
        <translation>无法训练权重本身。</translation>
    </message>
    <message>
        <source>The weights under the adapters cannot be perturbed.</source>
        <translation>无法扰动适配器之下的权重。</translation>
    </message>
    <message>
        <source>The worker process that did it {0}, for the second time.</source>
        <translation>执行它的工作进程第二次{0}。</translation>
    </message>
    <message>
        <source>The worst is {0}.</source>
        <translation>最差的是 {0}。</translation>
    </message>
    <message>
        <source>The {0} (process {1} on the computer {2}) runs them now: {3}.</source>
        <translation>{0}（计算机 {2} 上的进程 {1}）正在运行它们：{3}。</translation>
    </message>
    <message>
        <source>Their mentions are judged by the other evidence.</source>
        <translation>其提及由其他证据判定。</translation>
    </message>
    <message>
        <source>There are no captions named {0}.</source>
        <translation>没有名为 {0} 的描述。</translation>
    </message>
    <message>
        <source>There are no captions of the run {0}.</source>
        <translation>没有运行 {0} 的描述。</translation>
    </message>
    <message>
        <source>There are no captions to find nouns in.</source>
        <translation>没有可供查找名词的描述。</translation>
    </message>
    <message>
        <source>There are no concepts yet.</source>
        <translation>尚无概念。</translation>
    </message>
    <message>
        <source>There are no pairs to write.</source>
        <translation>没有可写的偏好对。</translation>
    </message>
    <message>
        <source>There are no scores to {0}.</source>
        <translation>没有可以{0}的分数。</translation>
    </message>
    <message>
        <source>There are no tested images to train on.</source>
        <translation>没有可供训练的已测试图像。</translation>
    </message>
    <message>
        <source>There are none that can be moved: nothing is adapted, or the weights are held in 8 or 4 bits.</source>
        <translation>没有可移动的权重：未作任何适配，或权重以 8 或 4 位保存。</translation>
    </message>
    <message>
        <source>There are too few examples to erase from.</source>
        <translation>可用于擦除的样本太少。</translation>
    </message>
    <message>
        <source>There is no adapter to export.</source>
        <translation>没有可导出的适配器。</translation>
    </message>
    <message>
        <source>There is no adapter to merge.</source>
        <translation>没有可合并的适配器。</translation>
    </message>
    <message>
        <source>There is no annotation of this object in this picture.</source>
        <translation>此图片中没有此物体的标注。</translation>
    </message>
    <message>
        <source>There is no caption.</source>
        <translation>没有描述。</translation>
    </message>
    <message>
        <source>There is no device called {0}.</source>
        <translation>没有名为 {0} 的设备。</translation>
    </message>
    <message>
        <source>There is no image to test.</source>
        <translation>没有可测试的图像。</translation>
    </message>
    <message>
        <source>There is no landscape to measure.</source>
        <translation>没有可测量的损失地形。</translation>
    </message>
    <message>
        <source>There is no model in {0}.</source>
        <translation>{0} 中没有模型。</translation>
    </message>
    <message>
        <source>There is no model to work with.</source>
        <translation>没有可用的模型。</translation>
    </message>
    <message>
        <source>There is no model “{0}” to keep the result as.</source>
        <translation>没有可将结果保存为其所属的模型“{0}”。</translation>
    </message>
    <message>
        <source>There is no question to ask.</source>
        <translation>没有要提的问题。</translation>
    </message>
    <message>
        <source>There is no run {0} in {1}.</source>
        <translation>{1} 中没有运行 {0}。</translation>
    </message>
    <message>
        <source>There is no such NVIDIA GPU.</source>
        <translation>没有这样的 NVIDIA GPU。</translation>
    </message>
    <message>
        <source>There is no such file or folder.</source>
        <translation>没有这样的文件或文件夹。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这样的文件。</translation>
    </message>
    <message>
        <source>There is no such model.</source>
        <translation>没有这样的模型。</translation>
    </message>
    <message>
        <source>There is no verdict on the captions “{0}”: no source has decided about an object that they mention.</source>
        <translation>描述“{0}”没有判定：没有来源判定过其中提到的物体。</translation>
    </message>
    <message>
        <source>There is no {0}.</source>
        <translation>没有 {0}。</translation>
    </message>
    <message>
        <source>There is not enough memory for a training step.</source>
        <translation>内存不足以进行一个训练步。</translation>
    </message>
    <message>
        <source>There is nothing to attack.</source>
        <translation>没有可攻击的内容。</translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation>没有可比较的内容。</translation>
    </message>
    <message>
        <source>There is nothing to erase.</source>
        <translation>没有可擦除的内容。</translation>
    </message>
    <message>
        <source>There is nothing to learn.</source>
        <translation>没有可学习的内容。</translation>
    </message>
    <message>
        <source>There is nothing to relearn.</source>
        <translation>没有可再学习的内容。</translation>
    </message>
    <message>
        <source>There is nothing to report.</source>
        <translation>没有可报告的内容。</translation>
    </message>
    <message>
        <source>There is nothing to train on.</source>
        <translation>没有可供训练的内容。</translation>
    </message>
    <message>
        <source>There is nothing to tune for.</source>
        <translation>没有可供寻找设置的内容。</translation>
    </message>
    <message>
        <source>They are all there, but could not connect to each other.</source>
        <translation>它们都在，但无法相互连接。</translation>
    </message>
    <message>
        <source>They are held in {0} bits.</source>
        <translation>它们以 {0} 位保存。</translation>
    </message>
    <message>
        <source>They are not in {0} either. Name another folder (--images).</source>
        <translation>它们也不在 {0} 中。请指定其他文件夹（--images）。</translation>
    </message>
    <message>
        <source>They are on different drives.</source>
        <translation>它们位于不同的磁盘。</translation>
    </message>
    <message>
        <source>This adapter has no weights.</source>
        <translation>此适配器没有权重。</translation>
    </message>
    <message>
        <source>This adapter&apos;s weights are not in a safe format.</source>
        <translation>此适配器的权重不是安全的格式。</translation>
    </message>
    <message>
        <source>This file is {0}, not a model in the Hugging Face format.</source>
        <translation>此文件是 {0}，不是 Hugging Face 格式的模型。</translation>
    </message>
    <message>
        <source>This folder is a part of a model.</source>
        <translation>此文件夹是模型的一部分。</translation>
    </message>
    <message>
        <source>This folder is not a model.</source>
        <translation>此文件夹不是模型。</translation>
    </message>
    <message>
        <source>This folder is {0}, not a model in the Hugging Face format.</source>
        <translation>此文件夹是 {0}，不是 Hugging Face 格式的模型。</translation>
    </message>
    <message>
        <source>This folder of the Hugging Face cache holds no complete model.</source>
        <translation>Hugging Face 缓存的此文件夹不含完整的模型。</translation>
    </message>
    <message>
        <source>This is Ollama&apos;s store of models, in the GGUF format.</source>
        <translation>这是 Ollama 的模型库，为 GGUF 格式。</translation>
    </message>
    <message>
        <source>This is a folder of the Hugging Face cache, above the model.</source>
        <translation>这是 Hugging Face 缓存中模型的上级文件夹。</translation>
    </message>
    <message>
        <source>This is a project, not a model.</source>
        <translation>这是项目，不是模型。</translation>
    </message>
    <message>
        <source>This is a run of a project, not a model.</source>
        <translation>这是项目的运行，不是模型。</translation>
    </message>
    <message>
        <source>This is not an OpenAI-compatible server.</source>
        <translation>这不是兼容 OpenAI 的服务器。</translation>
    </message>
    <message>
        <source>This is not the model that the runs were made with.</source>
        <translation>这不是进行这些运行所用的模型。</translation>
    </message>
    <message>
        <source>This is the Hugging Face cache, not a model.</source>
        <translation>这是 Hugging Face 缓存，不是模型。</translation>
    </message>
    <message>
        <source>This model cannot be asked yes/no questions.</source>
        <translation>无法向此模型提是非问题。</translation>
    </message>
    <message>
        <source>This model cannot be spread over several GPUs.</source>
        <translation>此模型无法分布到多个 GPU。</translation>
    </message>
    <message>
        <source>This model cannot see images.</source>
        <translation>此模型看不到图像。</translation>
    </message>
    <message>
        <source>This model cannot write captions.</source>
        <translation>此模型无法写描述。</translation>
    </message>
    <message>
        <source>This model has no separate {0}.</source>
        <translation>此模型没有独立的 {0}。</translation>
    </message>
    <message>
        <source>This model has no weights.</source>
        <translation>此模型没有权重。</translation>
    </message>
    <message>
        <source>This model is not supported, and its weights were not downloaded.</source>
        <translation>不支持此模型，且其权重未下载。</translation>
    </message>
    <message>
        <source>This model is not supported.</source>
        <translation>不支持此模型。</translation>
    </message>
    <message>
        <source>This model was not downloaded.</source>
        <translation>此模型未下载。</translation>
    </message>
    <message>
        <source>This model was not loaded, because it would run its own code.</source>
        <translation>此模型未加载，因为它会运行自带的代码。</translation>
    </message>
    <message>
        <source>This model&apos;s weights are not in a safe format.</source>
        <translation>此模型的权重不是安全的格式。</translation>
    </message>
    <message>
        <source>Under the strongest attack ({0}), the hallucination comes back on {1} of images{2}.</source>
        <translation>在最强的攻击（{0}）下，幻觉复现，出现在 {1} 的图像上{2}。</translation>
    </message>
    <message>
        <source>Under the strongest attack ({0}), the hallucination is on {1} of images{2}.</source>
        <translation>在最强的攻击（{0}）下，幻觉出现在 {1} 的图像上{2}。</translation>
    </message>
    <message>
        <source>Use --processes instead of torchrun, or let torchrun start sare relearn for one attack.</source>
        <translation>请使用 --processes 代替 torchrun，或让 torchrun 为单个攻击启动 sare relearn。</translation>
    </message>
    <message>
        <source>a trial appears when it was attacked; the first takes the longest.</source>
        <translation>试验在受到攻击后出现；第一个用时最长。</translation>
    </message>
    <message>
        <source>attack an erasure, or compare the methods; each attack adds its curve.</source>
        <translation>请攻击一次擦除，或比较方法；每次攻击都会增加其曲线。</translation>
    </message>
    <message>
        <source>choose a CLIP model or a detector in the settings of the Images page, and test.</source>
        <translation>请在“图像”页的设置中选择 CLIP 模型或检测器，然后测试。</translation>
    </message>
    <message>
        <source>choose an erasure and run a suite on it.</source>
        <translation>请选择一次擦除并对其运行套件。</translation>
    </message>
    <message>
        <source>erase, then test the erased model on the images, or keep evaluations in the project.</source>
        <translation>请擦除，然后在图像上测试擦除后的模型，或将评估保存到项目中。</translation>
    </message>
    <message>
        <source>for a model that is loaded already: each process loads its own.</source>
        <translation>对于已加载的模型：每个进程各自加载。</translation>
    </message>
    <message>
        <source>it is filled by the same attacks as the plot above it.</source>
        <translation>它由与上方图相同的攻击填充。</translation>
    </message>
    <message>
        <source>measure a landscape with two dimensions.</source>
        <translation>请以两个维度测量损失地形。</translation>
    </message>
    <message>
        <source>measure the landscape of an erasure, in the settings beside the plot, or check one that was measured.</source>
        <translation>请在图旁的设置中测量一次擦除的损失地形，或勾选已测量的。</translation>
    </message>
    <message>
        <source>memory is measured during a run; it isn&apos;t kept for later.</source>
        <translation>内存在运行进行时测量；不会为以后保留。</translation>
    </message>
    <message>
        <source>methods that look for no worst case, such as EFUF, have no sharpness per step; a measurement adds the other two.</source>
        <translation>EFUF 等不寻找最坏情况的方法没有每步锐度；测量时会加上另外两个。</translation>
    </message>
    <message>
        <source>must be 1 where there are several workers: these make one attack each.</source>
        <translation>在有多个工作进程时必须为 1：它们各自进行一个攻击。</translation>
    </message>
    <message>
        <source>select runs in the table that measured something, or another measure.</source>
        <translation>请在表格中选择测量过的运行，或选择其他指标。</translation>
    </message>
    <message>
        <source>the chosen suite has no placebo, or was stopped before it.</source>
        <translation>所选的套件没有安慰剂，或在其之前已停止。</translation>
    </message>
    <message>
        <source>the first point comes after a few steps.</source>
        <translation>第一个点在几步之后出现。</translation>
    </message>
    <message>
        <source>the first point comes with the first step.</source>
        <translation>第一个点在第一步时出现。</translation>
    </message>
    <message>
        <source>the first point is the model before the first step; the next come as often as *Evaluate every* says in expert mode.</source>
        <translation>第一个点是第一步之前的模型；之后的点按专家模式中 *评估间隔* 的设置出现。</translation>
    </message>
    <message>
        <source>where a server writes the captions: it answers many requests at once by itself.</source>
        <translation>由服务器生成描述时：它自己会同时回答许多请求。</translation>
    </message>
    <message>
        <source>{0} could not start.</source>
        <translation>{0} 无法启动。</translation>
    </message>
    <message>
        <source>{0} is not a trigger.</source>
        <translation>{0} 不是诱因。</translation>
    </message>
    <message>
        <source>{0}, no hallucination comes back</source>
        <translation>{0}，没有幻觉复现</translation>
    </message>
    <message>
        <source>{0}, no hallucination comes back with {1}</source>
        <translation>{0}，{1} 没有幻觉复现</translation>
    </message>
    <message>
        <source>{0}, no hallucination comes back with {1}.</source>
        <translation>{0}，{1} 没有幻觉复现。</translation>
    </message>
    <message>
        <source>{0}, no hallucination comes back.</source>
        <translation>{0}，没有幻觉复现。</translation>
    </message>
    <message>
        <source>{0}, the hallucination returns on {1} of images</source>
        <translation>{0}，幻觉在 {1} 的图像上复现</translation>
    </message>
    <message>
        <source>{0}, the hallucination returns on {1} of images with {2}</source>
        <translation>{0}，{2} 的幻觉在 {1} 的图像上复现</translation>
    </message>
    <message>
        <source>{0}, the hallucination returns on {1} of images with {2}.</source>
        <translation>{0}，{2} 的幻觉在 {1} 的图像上复现。</translation>
    </message>
    <message>
        <source>{0}, the hallucination returns on {1} of images.</source>
        <translation>{0}，幻觉在 {1} 的图像上复现。</translation>
    </message>
    <message>
        <source>{0}: nothing is shown, as every attack lowers object recall beyond the bound.</source>
        <translation>{0}：不显示任何内容，因为每种攻击都使物体召回率的下降超出界限。</translation>
    </message>
    <message>
        <source>{0}: nothing is shown, as no attack was measured with every seed.</source>
        <translation>{0}：不显示任何内容，因为没有攻击以每个随机种子测量。</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>彻底</translation>
    </message>
    <message>
        <source>**What to do**: choose the method whose curve stays lowest at the same recall; add seeds where bands overlap; attack the winner with a suite.</source>
        <translation>**怎么办**：选择在相同召回率下曲线保持最低的方法；区间带重叠处增加随机种子；用套件攻击胜出者。</translation>
    </message>
    <message>
        <source>**What to do**: erase with more steps or with the recommended form, and attack with the suite again.</source>
        <translation>**怎么办**：以更多步数或推荐的形式擦除，并再次用套件攻击。</translation>
    </message>
    <message>
        <source>Thresholds of CLIP scores. Below T1 a mention is hallucinated, above T0 it is grounded, between them it is unsure.</source>
        <translation>CLIP 分数的阈值。低于 T1 的提及为幻觉，高于 T0 为属实，之间为不确定。</translation>
    </message>
    <message>
        <source>Time budget</source>
        <translation>时间预算</translation>
    </message>
    <message>
        <source>Time of the training steps, without loading and measuring.</source>
        <translation>训练步的用时，不含加载和测量。</translation>
    </message>
    <message>
        <source>To erase further, export the run&apos;s merged model and test it.</source>
        <translation>要继续擦除，请导出该运行的合并模型并测试它。</translation>
    </message>
    <message>
        <source>To plan for a device of another computer, state its memory (--memory 24GB).</source>
        <translation>要为另一台计算机的设备规划，请给出其内存（--memory 24GB）。</translation>
    </message>
    <message>
        <source>Too many files are open.</source>
        <translation>打开的文件太多。</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Train an adapter (LoRA), or choose another ascent.</source>
        <translation>请训练适配器（LoRA），或选择其他上升方式。</translation>
    </message>
    <message>
        <source>Train an adapter (LoRA), or load the model without quantisation.</source>
        <translation>请训练适配器（LoRA），或不经量化加载模型。</translation>
    </message>
    <message>
        <source>Train an adapter on a model that is loaded without quantisation, or choose another ascent.</source>
        <translation>请在不经量化加载的模型上训练适配器，或选择其他上升方式。</translation>
    </message>
    <message>
        <source>Train the language model instead.</source>
        <translation>请改为训练语言模型。</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>训练部位</translation>
    </message>
    <message>
        <source>Training after which a model no longer invents the chosen objects.</source>
        <translation>使模型不再幻觉出所选物体的训练。</translation>
    </message>
    <message>
        <source>Training all weights needs them unrounded, in float32.</source>
        <translation>训练全部权重需要未经舍入的 float32 权重。</translation>
    </message>
    <message>
        <source>Training an erased model on captions with the hallucination, to see how soon it returns.</source>
        <translation>用含幻觉的描述训练擦除后的模型，以看出幻觉多快复现。</translation>
    </message>
    <message>
        <source>Training steps of a trial, at most.</source>
        <translation>每个试验的最大训练步数。</translation>
    </message>
    <message>
        <source>Training steps of each attack that trains.</source>
        <translation>每种需训练的攻击的训练步数。</translation>
    </message>
    <message>
        <source>Training steps of the attack.</source>
        <translation>攻击的训练步数。</translation>
    </message>
    <message>
        <source>Training steps of the erasure that the settings are for, at most.</source>
        <translation>设置所针对的擦除的最大训练步数。</translation>
    </message>
    <message>
        <source>Training steps of the erasure.</source>
        <translation>擦除的训练步数。</translation>
    </message>
    <message>
        <source>Training steps.</source>
        <translation>训练步数。</translation>
    </message>
    <message>
        <source>Training, noise, rounding or asking that could bring an erased hallucination back.</source>
        <translation>可能使被擦除的幻觉复现的训练、噪声、舍入或提问。</translation>
    </message>
    <message>
        <source>Trains a new adapter on the merged model, on captions without the erased hallucinations.</source>
        <translation>在合并后的模型上训练新适配器，使用不含被擦除幻觉的描述。</translation>
    </message>
    <message>
        <source>Trains a new adapter on the merged model, on hallucinated captions.</source>
        <translation>在合并后的模型上训练新适配器，使用含幻觉的描述。</translation>
    </message>
    <message>
        <source>Trains a new adapter on the merged model, on the captions imported into the project.</source>
        <translation>在合并后的模型上训练新适配器，使用导入项目的描述。</translation>
    </message>
    <message>
        <source>Trains all weights of the merged model&apos;s chosen parts, on hallucinated captions.</source>
        <translation>训练合并后模型所选部位的全部权重，使用含幻觉的描述。</translation>
    </message>
    <message>
        <source>Trial steps</source>
        <translation>试验步数</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试验数</translation>
    </message>
    <message>
        <source>Trials that tell settings apart there.</source>
        <translation>在那里能区分各设置的试验。</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>诱因</translation>
    </message>
    <message>
        <source>True objects of the images, matched by file name: Pascal VOC XML, a YOLO folder, POPE JSON Lines, object lists in JSON Lines, LVIS JSON, COCO JSON, Open Images CSV, keras-retinanet CSV, one-hot CSV or CSV.</source>
        <translation>图像中的真实物体，按文件名匹配：Pascal VOC XML、YOLO 文件夹、POPE JSON Lines、JSON Lines 物体列表、LVIS JSON、COCO JSON、Open Images CSV、keras-retinanet CSV、独热 CSV 或 CSV。</translation>
    </message>
    <message>
        <source>True objects of the images: Pascal VOC XML, a YOLO folder, POPE JSON Lines, object lists in JSON Lines, LVIS JSON, COCO JSON, Open Images CSV, keras-retinanet CSV, one-hot CSV or CSV.</source>
        <translation>图像中的真实物体：Pascal VOC XML、YOLO 文件夹、POPE JSON Lines、JSON Lines 物体列表、LVIS JSON、COCO JSON、Open Images CSV、keras-retinanet CSV、独热 CSV 或 CSV。</translation>
    </message>
    <message>
        <source>Trust remote code</source>
        <translation>信任远程代码</translation>
    </message>
    <message>
        <source>Try again later; what was downloaded is kept.</source>
        <translation>请稍后重试；已下载的内容保留。</translation>
    </message>
    <message>
        <source>Trying settings</source>
        <translation>正在尝试设置</translation>
    </message>
    <message>
        <source>Tuned settings for each method</source>
        <translation>各方法调优后的设置</translation>
    </message>
    <message>
        <source>Turn off gradient checkpointing and choose smaller batches.</source>
        <translation>请关闭梯度检查点并选择更小的批。</translation>
    </message>
    <message>
        <source>Two adapters were given.</source>
        <translation>给出了两个适配器。</translation>
    </message>
    <message>
        <source>Two directions, eleven by eleven points.</source>
        <translation>两个方向，十一乘十一个点。</translation>
    </message>
    <message>
        <source>Two programs cannot change captions and verdicts at the same time.</source>
        <translation>两个程序不能同时更改描述和判定。</translation>
    </message>
    <message>
        <source>Two seeds and short runs: a first look, not a measurement.</source>
        <translation>两个随机种子和短运行：初步了解，而非测量。</translation>
    </message>
    <message>
        <source>Two sources must say the same and none the opposite; otherwise the mention is unsure.</source>
        <translation>须有两个来源意见相同且没有相反意见；否则该提及为不确定。</translation>
    </message>
    <message>
        <source>Under a prompt that asks for the object</source>
        <translation>在要求说出该物体的提示词下</translation>
    </message>
    <message>
        <source>Undo that merge first.</source>
        <translation>请先撤销该合并。</translation>
    </message>
    <message>
        <source>Unload the model: the run then loads it itself, as it was.</source>
        <translation>请卸载模型：运行会自行按原样加载它。</translation>
    </message>
    <message>
        <source>Unloading the model</source>
        <translation>正在卸载模型</translation>
    </message>
    <message>
        <source>Unloading the previous model</source>
        <translation>正在卸载之前的模型</translation>
    </message>
    <message>
        <source>Unmerge</source>
        <translation>撤销合并</translation>
    </message>
    <message>
        <source>Unset it, or copy the model folder from another computer.</source>
        <translation>请取消该设置，或从另一台计算机复制模型文件夹。</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Until it has ended, captions and verdicts are not complete.</source>
        <translation>在其结束之前，描述和判定不完整。</translation>
    </message>
    <message>
        <source>Update SARE Desktop.</source>
        <translation>请更新 SARE Desktop。</translation>
    </message>
    <message>
        <source>Update this program, or move the file away to begin an empty queue.</source>
        <translation>请更新本程序，或将文件移走以从空队列开始。</translation>
    </message>
    <message>
        <source>Use PNG, JPEG, WebP, BMP, GIF, TIFF or AVIF files.</source>
        <translation>请使用 PNG、JPEG、WebP、BMP、GIF、TIFF 或 AVIF 文件。</translation>
    </message>
    <message>
        <source>Use a file that sare report wrote.</source>
        <translation>请使用 sare report 所写的文件。</translation>
    </message>
    <message>
        <source>Use an https:// address, or a tunnel (ssh -L).</source>
        <translation>请使用 https:// 地址，或隧道（ssh -L）。</translation>
    </message>
    <message>
        <source>Use obj_halbench_300_with_image.jsonl, which has the pictures in it.</source>
        <translation>请使用内含图片的 obj_halbench_300_with_image.jsonl。</translation>
    </message>
    <message>
        <source>Use owner/model, such as llava-hf/llava-1.5-7b-hf.</source>
        <translation>请使用 所有者/模型 的形式，例如 llava-hf/llava-1.5-7b-hf。</translation>
    </message>
    <message>
        <source>Use the name that the certificate is for, or http:// if the server has none.</source>
        <translation>请使用证书所对应的名称；如果服务器没有证书，请用 http://。</translation>
    </message>
    <message>
        <source>Use the version that the file names, or a newer SARE Desktop.</source>
        <translation>请使用文件所指定的版本，或更新的 SARE Desktop。</translation>
    </message>
    <message>
        <source>Use the version that the file names.</source>
        <translation>请使用文件所指定的版本。</translation>
    </message>
    <message>
        <source>Utility bound</source>
        <translation>效用界限</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Vision tower</source>
        <translation>视觉塔</translation>
    </message>
    <message>
        <source>Visual dependent questions need the picture; visual supplement questions can also be answered without.</source>
        <translation>视觉依赖问题需要图片；视觉补充问题没有图片也能回答。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Vocabulary file</source>
        <translation>词表文件</translation>
    </message>
    <message>
        <source>Wait until it has ended, or stop it there, then try again.</source>
        <translation>请等待其结束，或在那里停止它，然后重试。</translation>
    </message>
    <message>
        <source>Wait until it has ended, then try again.</source>
        <translation>请等待其结束，然后重试。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Watched captions</source>
        <translation>跟踪的描述</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Weight noise</source>
        <translation>权重噪声</translation>
    </message>
    <message>
        <source>Weight of forgetting</source>
        <translation>遗忘权重</translation>
    </message>
    <message>
        <source>Weight of forgetting, λ_neg</source>
        <translation>遗忘权重，λ_neg</translation>
    </message>
    <message>
        <source>Weight of the negative loss (EFUF&apos;s lambda 1).</source>
        <translation>负样本损失的权重（EFUF 的 lambda 1）。</translation>
    </message>
    <message>
        <source>Weight of the sentence loss (EFUF&apos;s lambda 2).</source>
        <translation>句子损失的权重（EFUF 的 lambda 2）。</translation>
    </message>
    <message>
        <source>Weight of whole captions</source>
        <translation>完整描述的权重</translation>
    </message>
    <message>
        <source>Weight of whole captions, λ_sent</source>
        <translation>完整描述的权重，λ_sent</translation>
    </message>
    <message>
        <source>Weights to keep</source>
        <translation>保留的权重</translation>
    </message>
    <message>
        <source>What an erasure lowers, and with which weights the parts count.</source>
        <translation>擦除所降低的内容，以及各部分的权重。</translation>
    </message>
    <message>
        <source>What differs between then and now: {0}.</source>
        <translation>与当时的不同之处：{0}。</translation>
    </message>
    <message>
        <source>What is really in each image, as far as the file lists it: nothing is more certain.</source>
        <translation>每张图像中真实存在的内容，以文件所列为限：没有比这更可靠的。</translation>
    </message>
    <message>
        <source>What is written.</source>
        <translation>写出的内容。</translation>
    </message>
    <message>
        <source>What most of the sure sources say decides; a tie is unsure.</source>
        <translation>由多数确定的来源决定；平局为不确定。</translation>
    </message>
    <message>
        <source>What speaks for or against an object in a picture: annotations, CLIP scores, detectors, and answers of the model itself.</source>
        <translation>支持或反对图片中有某物体的依据：标注、CLIP 分数、检测器以及模型自己的回答。</translation>
    </message>
    <message>
        <source>What the attacker does.</source>
        <translation>攻击者的做法。</translation>
    </message>
    <message>
        <source>What the model is asked; {0} stands for each erased object in turn. Without it each image is asked about once, for example: What else is in the image?</source>
        <translation>向模型提的问题；{0} 依次代表每个被擦除的物体。没有它时，每张图像只问一次，例如：What else is in the image?</translation>
    </message>
    <message>
        <source>What the model is asked; {object} stands for each erased object in turn. Without it each image is asked about once, for example: What else is in the image?</source>
        <translation>向模型提的问题；{object} 依次代表每个被擦除的物体。没有它时，每张图像只问一次，例如：What else is in the image?</translation>
    </message>
    <message>
        <source>What the model itself denies when asked. It often confirms what it has invented, and such hallucinations are missed.</source>
        <translation>被问及时模型自己否认的内容。它往往会确认自己虚构的内容，这类幻觉会被漏掉。</translation>
    </message>
    <message>
        <source>What the trials on the demo model found for each method, and the demo&apos;s attack.</source>
        <translation>在演示模型上的试验为每种方法所得的设置，以及演示的攻击。</translation>
    </message>
    <message>
        <source>What the trials on the demo model found for the baseline.</source>
        <translation>在演示模型上的试验为基线所得的设置。</translation>
    </message>
    <message>
        <source>What the trials on the demo model found for the recommended form.</source>
        <translation>在演示模型上的试验为推荐形式所得的设置。</translation>
    </message>
    <message>
        <source>What the trials on the demo model found.</source>
        <translation>在演示模型上的试验所得的设置。</translation>
    </message>
    <message>
        <source>What turns the gradients of the objective into changes of the weights.</source>
        <translation>将目标函数的梯度变为权重的改变。</translation>
    </message>
    <message>
        <source>Where a simulated attacker&apos;s own new adapter has arrived, in one pass.</source>
        <translation>模拟攻击者自己的新适配器所到达之处，只需一遍计算。</translation>
    </message>
    <message>
        <source>Where a simulated fine-tuning of the weights under the adapters has arrived.</source>
        <translation>对适配器之下的权重进行模拟微调所到达之处。</translation>
    </message>
    <message>
        <source>Where a simulated relearning attack with the same adapter has arrived, in one pass.</source>
        <translation>使用同一适配器的模拟再学习攻击所到达之处，只需一遍计算。</translation>
    </message>
    <message>
        <source>Where an erased object is present, it is named in {0} of cases</source>
        <translation>在被擦除物体存在之处，有 {0} 提到它</translation>
    </message>
    <message>
        <source>Where objects are marked by their rate: skip those with fewer hallucinated mentions.</source>
        <translation>按幻觉率标记物体时：跳过幻觉提及更少的物体。</translation>
    </message>
    <message>
        <source>Where to compute; auto uses CUDA if available, then Apple&apos;s MPS, then the CPU. With several NVIDIA GPUs, cuda:1 is the second.</source>
        <translation>在哪里计算；auto 依次使用可用的 CUDA、Apple 的 MPS、CPU。有多个 NVIDIA GPU 时，cuda:1 为第二个。</translation>
    </message>
    <message>
        <source>Whether an object detector, such as Grounding DINO or OWLv2, sees the object.</source>
        <translation>目标检测器（如 Grounding DINO 或 OWLv2）是否看到该物体。</translation>
    </message>
    <message>
        <source>Whether another object detector sees the object: two are right more often than one.</source>
        <translation>另一个目标检测器是否看到该物体：两个比一个更常正确。</translation>
    </message>
    <message>
        <source>Whether word and image fit. Small objects are easily missed, and what usually occurs in such a scene easily fits; many mentions stay unsure.</source>
        <translation>词语与图像是否相符。小物体容易漏检，此类场景中常见的物体容易相符；许多提及仍为不确定。</translation>
    </message>
    <message>
        <source>Which attacks are run.</source>
        <translation>运行哪些攻击。</translation>
    </message>
    <message>
        <source>Which of the server&apos;s models is meant is not clear.</source>
        <translation>不清楚指的是服务器的哪个模型。</translation>
    </message>
    <message>
        <source>With other settings it would fit ({0}).</source>
        <translation>使用其他设置则放得下（{0}）。</translation>
    </message>
    <message>
        <source>With so few images the rates are coarse: one image is {0} or more.</source>
        <translation>图像这么少，比率很粗略：一张图像即 {0} 或更多。</translation>
    </message>
    <message>
        <source>With so few images the rates are coarse: one image is {0}.</source>
        <translation>图像这么少，比率很粗略：一张图像即 {0}。</translation>
    </message>
    <message>
        <source>With the recommended form</source>
        <translation>采用推荐的形式</translation>
    </message>
    <message>
        <source>Words per caption</source>
        <translation>每条描述的词数</translation>
    </message>
    <message>
        <source>Words to add</source>
        <translation>要添加的词</translation>
    </message>
    <message>
        <source>Words to add as objects; lantern=lamp adds lantern as a synonym of lamp.</source>
        <translation>作为物体添加的词；lantern=lamp 将 lantern 添加为 lamp 的同义词。</translation>
    </message>
    <message>
        <source>Worker processes</source>
        <translation>工作进程数</translation>
    </message>
    <message>
        <source>Worse in none of {0} figures.</source>
        <translation>{0} 个数值中没有变差的。</translation>
    </message>
    <message>
        <source>Worse in {0} of {1} figures: {2}{3}.</source>
        <translation>{1} 个数值中有 {0} 个变差：{2}{3}。</translation>
    </message>
    <message>
        <source>Worst case</source>
        <translation>最坏情况</translation>
    </message>
    <message>
        <source>Worst-case radius</source>
        <translation>最坏情况半径</translation>
    </message>
    <message>
        <source>Write one object per line: its name, then synonyms, separated by commas.</source>
        <translation>请每行写一个物体：先写名称，然后是以逗号分隔的同义词。</translation>
    </message>
    <message>
        <source>Write the model in float32 (--dtype float32) for the captions of model and adapter.</source>
        <translation>要得到模型加适配器的描述，请以 float32 写出模型（--dtype float32）。</translation>
    </message>
    <message>
        <source>Write the paths of images relative to the folder instead of absolute.</source>
        <translation>将图像路径写成相对于文件夹的形式，而非绝对路径。</translation>
    </message>
    <message>
        <source>Writing captions for held-out images during a run, to see hallucination and recall.</source>
        <translation>运行期间为留出图像生成描述，以观察幻觉和召回。</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在写报告</translation>
    </message>
    <message>
        <source>YOLO</source>
        <translation>YOLO</translation>
    </message>
    <message>
        <source>Yes/no questions about objects with their answers, one on each line of JSON.</source>
        <translation>关于物体的是非问题及其回答，每行一个 JSON。</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>You said: {0}.</source>
        <translation>您的判定：{0}。</translation>
    </message>
    <message>
        <source>You said: {verdict}.</source>
        <translation>您的判定：{verdict}。</translation>
    </message>
    <message>
        <source>Your own captions</source>
        <translation>您自己的描述</translation>
    </message>
    <message>
        <source>Your own verdict on a mention, which overrides every other source.</source>
        <translation>您自己对某处提及的判定，优先于所有其他来源。</translation>
    </message>
    <message>
        <source>Your own verdict on a mention. It counts more than all evidence and can be undone.</source>
        <translation>您自己对某处提及的判定。它优先于所有证据，并可撤销。</translation>
    </message>
    <message>
        <source>Your share of the disk is used up (quota).</source>
        <translation>您的磁盘配额已用完。</translation>
    </message>
    <message>
        <source>a YOLO folder</source>
        <translation>YOLO 文件夹</translation>
    </message>
    <message>
        <source>a folder that is.</source>
        <translation>已是项目的文件夹。</translation>
    </message>
    <message>
        <source>a model is spread over all NVIDIA GPUs, and the device is {0}. Use the device auto or cuda; CUDA_VISIBLE_DEVICES says which GPUs.</source>
        <translation>模型分布在所有 NVIDIA GPU 上，而设备为 {0}。请使用设备 auto 或 cuda；由 CUDA_VISIBLE_DEVICES 指定 GPU。</translation>
    </message>
    <message>
        <source>adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>adapter_config.json in {0} does not name the base model.</source>
        <translation>{0} 中的 adapter_config.json 没有指定基础模型。</translation>
    </message>
    <message>
        <source>adapter_model.bin is a pickle file: opening it can run any program on this computer.</source>
        <translation>adapter_model.bin 是 pickle 文件：打开它可能在本机上运行任意程序。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>all captions, by verdict</source>
        <translation>所有描述，按判定</translation>
    </message>
    <message>
        <source>an object the model never invented</source>
        <translation>模型从未幻觉的物体</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>以及另外 {0} 个</translation>
    </message>
    <message>
        <source>annotated images</source>
        <translation>已标注图像</translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>个回答</translation>
    </message>
    <message>
        <source>asked “{0}”</source>
        <translation>以“{0}”询问</translation>
    </message>
    <message>
        <source>asked “{prompt}”</source>
        <translation>以“{prompt}”询问</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>auto: number format, quantisation, gradient checkpointing and captions per pass that are left at their defaults are chosen so that the job fits into the memory that is free, at the least cost in time; what changes no result comes first. Settings that are given stay as they are. off: everything as given, whether it fits or not.</source>
        <translation>auto：对保持默认的数值格式、量化、梯度检查点和每次描述数进行选择，使任务以最少的时间代价放入可用内存；不改变结果的优先。已给出的设置保持不变。off：一切按给出的设置，不论是否放得下。</translation>
    </message>
    <message>
        <source>beside triggers</source>
        <translation>诱因旁</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>bitsandbytes does not compute on {0} here.</source>
        <translation>bitsandbytes 在此无法在 {0} 上计算。</translation>
    </message>
    <message>
        <source>bitsandbytes was tried on a small layer on {0}, and {1}.</source>
        <translation>在 {0} 上用一个小层试用了 bitsandbytes，{1}。</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>cannot be given together with all objects.</source>
        <translation>不能与“所有物体”同时给出。</translation>
    </message>
    <message>
        <source>captions</source>
        <translation>条描述</translation>
    </message>
    <message>
        <source>captions without the erased hallucinations</source>
        <translation>不含被擦除幻觉的描述</translation>
    </message>
    <message>
        <source>comes back</source>
        <translation>复现</translation>
    </message>
    <message>
        <source>config.json does not name an architecture.</source>
        <translation>config.json 没有指定架构。</translation>
    </message>
    <message>
        <source>config.json names no token for images (image_token_index): the folder is older than transformers 4.46. Download the published model again.</source>
        <translation>config.json 没有指定图像的 token（image_token_index）：该文件夹早于 transformers 4.46。请重新下载已发布的模型。</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>contains a value twice.</source>
        <translation>含有重复的值。</translation>
    </message>
    <message>
        <source>continues an adapter; train a LoRA adapter.</source>
        <translation>会在适配器上继续；请训练 LoRA 适配器。</translation>
    </message>
    <message>
        <source>contradicts the other place.</source>
        <translation>与另一处矛盾。</translation>
    </message>
    <message>
        <source>cpu</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>cuda</source>
        <translation>CUDA</translation>
    </message>
    <message>
        <source>detector</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>difference {0} to {1} points</source>
        <translation>差值 {0} 至 {1} 个百分点</translation>
    </message>
    <message>
        <source>different, neither better nor worse, in {0}</source>
        <translation>{0} 个不同，既非变好也非变差</translation>
    </message>
    <message>
        <source>every attack lowers object recall beyond the bound</source>
        <translation>每种攻击都使物体召回率的下降超出界限</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>下降</translation>
    </message>
    <message>
        <source>fine-tuning steps</source>
        <translation>微调步数</translation>
    </message>
    <message>
        <source>float16</source>
        <translation>float16</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>full</source>
        <translation>完全</translation>
    </message>
    <message>
        <source>give a model to ask, answers to score, or a file to write to.</source>
        <translation>请给出要询问的模型、要评分的回答，或要写入的文件。</translation>
    </message>
    <message>
        <source>give either a file of answers or a model.</source>
        <translation>请给出回答文件或模型之一。</translation>
    </message>
    <message>
        <source>give either a file of captions or a model.</source>
        <translation>请给出描述文件或模型之一。</translation>
    </message>
    <message>
        <source>give either a model or a project with captions.</source>
        <translation>请给出模型或含描述的项目之一。</translation>
    </message>
    <message>
        <source>give either a model to ask or answers to score.</source>
        <translation>请给出要询问的模型或要评分的回答之一。</translation>
    </message>
    <message>
        <source>give either annotations or a file of questions.</source>
        <translation>请给出标注或问题文件之一。</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>gradient ascent on the hallucinations alone</source>
        <translation>仅对幻觉进行梯度上升</translation>
    </message>
    <message>
        <source>gradient ascent with a KL term ([arXiv 2401.06121](https://arxiv.org/abs/2401.06121))</source>
        <translation>带 KL 项的梯度上升（[arXiv 2401.06121](https://arxiv.org/abs/2401.06121)）</translation>
    </message>
    <message>
        <source>hallucinated captions</source>
        <translation>含幻觉的描述</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>held-out images</source>
        <translation>留出图像</translation>
    </message>
    <message>
        <source>images</source>
        <translation>张图像</translation>
    </message>
    <message>
        <source>imported captions</source>
        <translation>导入的描述</translation>
    </message>
    <message>
        <source>is for models; a project&apos;s own captions are always compared.</source>
        <translation>用于模型；项目自己的描述总会比较。</translation>
    </message>
    <message>
        <source>is not a setting of this job.</source>
        <translation>不是此任务的设置。</translation>
    </message>
    <message>
        <source>is not an address such as http://localhost:8000/v1.</source>
        <translation>不是 http://localhost:8000/v1 这样的地址。</translation>
    </message>
    <message>
        <source>is used by import_own_captions, not by import_captions.</source>
        <translation>由 import_own_captions 使用，而非 import_captions。</translation>
    </message>
    <message>
        <source>keras-retinanet CSV</source>
        <translation>keras-retinanet CSV</translation>
    </message>
    <message>
        <source>language model</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>last</source>
        <translation>最后</translation>
    </message>
    <message>
        <source>last: those of the last step; best: those with the lowest hallucination rate on held-out images, of the measurements in which recall of the erased and of all objects is at most 10 % lower than before erasure (the utility bound) and at most 5 more captions in 100 are broken. At equal rates fewer broken captions decide, then higher recall, then the later step.</source>
        <translation>last：最后一步的权重；best：在被擦除物体和所有物体的召回率比擦除前最多低 10 %（效用界限）、且每 100 条描述最多多损坏 5 条的测量中，留出图像上幻觉率最低的权重。幻觉率相同时，先看损坏描述较少，再看召回率较高，最后取较晚的步。</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>少于</translation>
    </message>
    <message>
        <source>lmms-eval failed with exit code {0}.</source>
        <translation>lmms-eval 失败，退出代码 {0}。</translation>
    </message>
    <message>
        <source>lmms-eval separates its arguments by commas, and the path has one.</source>
        <translation>lmms-eval 以逗号分隔参数，而路径中含有逗号。</translation>
    </message>
    <message>
        <source>lmms-eval was not found.</source>
        <translation>未找到 lmms-eval。</translation>
    </message>
    <message>
        <source>lmms-eval wrote no figure of the same task for both models.</source>
        <translation>lmms-eval 没有为两个模型写出同一任务的数值。</translation>
    </message>
    <message>
        <source>lmms-eval&apos;s name for {0} is not known.</source>
        <translation>不知道 lmms-eval 对 {0} 的名称。</translation>
    </message>
    <message>
        <source>lora</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>lora trains small added matrices; full trains the weights themselves.</source>
        <translation>lora 训练添加的小矩阵；full 训练权重本身。</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>lost a true mention</source>
        <translation>丢失真实提及</translation>
    </message>
    <message>
        <source>measurements</source>
        <translation>次测量</translation>
    </message>
    <message>
        <source>mention</source>
        <translation>处提及</translation>
    </message>
    <message>
        <source>mentions</source>
        <translation>处提及</translation>
    </message>
    <message>
        <source>merged model</source>
        <translation>合并后的模型</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>多于</translation>
    </message>
    <message>
        <source>more than one cannot share {0}; use --device cuda.</source>
        <translation>多个进程不能共享 {0}；请使用 --device cuda。</translation>
    </message>
    <message>
        <source>mps</source>
        <translation>MPS</translation>
    </message>
    <message>
        <source>must be 1 for a model that is loaded already: each process loads its own.</source>
        <translation>对已加载的模型必须为 1：每个进程各自加载。</translation>
    </message>
    <message>
        <source>must be 1 for a model that is loaded already: each process loads its own.. Use --processes instead of torchrun.</source>
        <translation>对已加载的模型必须为 1：每个进程各自加载。请使用 --processes 代替 torchrun。</translation>
    </message>
    <message>
        <source>must be 1 under torchrun, as captions between two rounds are written by one process. Use --processes instead of torchrun.</source>
        <translation>在 torchrun 下必须为 1，因为两轮之间的描述由一个进程写出。请使用 --processes 代替 torchrun。</translation>
    </message>
    <message>
        <source>must be 1 where the model is spread over all GPUs: each process has a GPU of its own.</source>
        <translation>模型分布在所有 GPU 上时必须为 1：每个进程各有自己的 GPU。</translation>
    </message>
    <message>
        <source>must be 1 where the model is spread over all GPUs: each worker has a GPU of its own.</source>
        <translation>模型分布在所有 GPU 上时必须为 1：每个工作进程各有自己的 GPU。</translation>
    </message>
    <message>
        <source>must be given for the model to caption.</source>
        <translation>须给出要生成描述的模型。</translation>
    </message>
    <message>
        <source>must be given for the model to look at.</source>
        <translation>须给出要查看的模型。</translation>
    </message>
    <message>
        <source>must be given to add words.</source>
        <translation>添加词语时必须给出。</translation>
    </message>
    <message>
        <source>must be given to ask a model.</source>
        <translation>询问模型时必须给出。</translation>
    </message>
    <message>
        <source>must be given to measure a model.</source>
        <translation>测量模型时必须给出。</translation>
    </message>
    <message>
        <source>must be given, unless a server writes the captions.</source>
        <translation>必须给出，除非由服务器生成描述。</translation>
    </message>
    <message>
        <source>must be given.</source>
        <translation>必须填写。</translation>
    </message>
    <message>
        <source>must be given: it checks the captions.</source>
        <translation>必须给出：由它检查描述。</translation>
    </message>
    <message>
        <source>must be names, separated by commas.</source>
        <translation>必须是以逗号分隔的名称。</translation>
    </message>
    <message>
        <source>must be none: an adapter is merged into weights in 16 or 32 bits. The merged model can be loaded in 8 or 4 bits.</source>
        <translation>必须为“无”：适配器合并到 16 或 32 位的权重。合并后的模型可以 8 或 4 位加载。</translation>
    </message>
    <message>
        <source>must be one of {0}.</source>
        <translation>必须是 {0} 之一。</translation>
    </message>
    <message>
        <source>must begin with http:// or https:// and name a computer.</source>
        <translation>必须以 http:// 或 https:// 开头并指明计算机。</translation>
    </message>
    <message>
        <source>must name at least one.</source>
        <translation>必须至少指定一个。</translation>
    </message>
    <message>
        <source>must name each GPU of a spread model, such as 2x24GB.</source>
        <translation>必须指明所分布模型的每个 GPU，例如 2x24GB。</translation>
    </message>
    <message>
        <source>must name the words to add.</source>
        <translation>必须指定要添加的词。</translation>
    </message>
    <message>
        <source>must not be above the limit for a yes, {0}.</source>
        <translation>不得高于判“是”的界限 {0}。</translation>
    </message>
    <message>
        <source>must not be above the limit for {0}.</source>
        <translation>不得高于 {0} 的界限。</translation>
    </message>
    <message>
        <source>must not be above the limit for “seen”, {0}.</source>
        <translation>不得高于“检出”的界限 {0}。</translation>
    </message>
    <message>
        <source>must not be empty.</source>
        <translation>不得为空。</translation>
    </message>
    <message>
        <source>must not hold a user name, password, key or “?”: addresses are saved. Set {0} instead.</source>
        <translation>不得包含用户名、密码、密钥或“?”：地址会被保存。请改为设置 {0}。</translation>
    </message>
    <message>
        <source>names several GPUs, and the device is {0}. Use --device cuda.</source>
        <translation>指明了多个 GPU，而设备为 {0}。请使用 --device cuda。</translation>
    </message>
    <message>
        <source>names the same folder twice.</source>
        <translation>两次指定了同一文件夹。</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>need the Python library Optuna: pip install &apos;sare-desktop[tuning]&apos;.</source>
        <translation>需要 Python 库 Optuna：pip install &apos;sare-desktop[tuning]&apos;。</translation>
    </message>
    <message>
        <source>needs a model on this computer that writes the captions.</source>
        <translation>需要本机上写出描述的模型。</translation>
    </message>
    <message>
        <source>needs a model on this computer.</source>
        <translation>需要本机上的模型。</translation>
    </message>
    <message>
        <source>needs a model, whose answers are written.</source>
        <translation>需要写出其回答的模型。</translation>
    </message>
    <message>
        <source>needs a model, whose captions are written.</source>
        <translation>需要写出其描述的模型。</translation>
    </message>
    <message>
        <source>needs the address of a server (--server).</source>
        <translation>需要服务器地址（--server）。</translation>
    </message>
    <message>
        <source>needs the model that wrote the captions.</source>
        <translation>需要写出这些描述的模型。</translation>
    </message>
    <message>
        <source>needs the project in which the result is kept.</source>
        <translation>需要保存结果的项目。</translation>
    </message>
    <message>
        <source>needs the project that holds the captions.</source>
        <translation>需要含有描述的项目。</translation>
    </message>
    <message>
        <source>negation of the task vector of the hallucination ([arXiv 2212.04089](https://arxiv.org/abs/2212.04089))</source>
        <translation>幻觉的任务向量取反（[arXiv 2212.04089](https://arxiv.org/abs/2212.04089)）</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>no attack was measured with every seed</source>
        <translation>没有攻击以每个随机种子测量</translation>
    </message>
    <message>
        <source>no difference is seen between the erased object and the control</source>
        <translation>被擦除物体与对照物体之间未见差异</translation>
    </message>
    <message>
        <source>no difference is seen in how fast the erased model and the base model learn it</source>
        <translation>擦除后的模型与基础模型学会它的快慢未见差异</translation>
    </message>
    <message>
        <source>no difference seen</source>
        <translation>未见差异</translation>
    </message>
    <message>
        <source>no difference seen in {0}</source>
        <translation>{0} 个未见差异</translation>
    </message>
    <message>
        <source>no hallucination comes back</source>
        <translation>没有幻觉复现</translation>
    </message>
    <message>
        <source>no interval</source>
        <translation>无区间</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>未检出</translation>
    </message>
    <message>
        <source>nouns</source>
        <translation>个名词</translation>
    </message>
    <message>
        <source>object lists in JSON Lines</source>
        <translation>JSON Lines 物体列表</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>one</source>
        <translation>单个</translation>
    </message>
    <message>
        <source>one seed: a rough indication, not a measurement</source>
        <translation>一个随机种子：粗略的迹象，而非测量</translation>
    </message>
    <message>
        <source>one-hot CSV</source>
        <translation>独热 CSV</translation>
    </message>
    <message>
        <source>one: the whole model on one device. spread: the layers of its language model over all NVIDIA GPUs of this computer, for a model that is too large for one of them. Results are the same; the GPUs work one after another.</source>
        <translation>one：整个模型在一个设备上。spread：语言模型的各层分布到本机所有 NVIDIA GPU，用于单个 GPU 放不下的模型。结果相同；各 GPU 依次工作。</translation>
    </message>
    <message>
        <source>overall frequency</source>
        <translation>总体频率</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>张图片</translation>
    </message>
    <message>
        <source>points</source>
        <translation>个点</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>个进程</translation>
    </message>
    <message>
        <source>projector</source>
        <translation>投影层</translation>
    </message>
    <message>
        <source>prompts</source>
        <translation>个提示词</translation>
    </message>
    <message>
        <source>questions</source>
        <translation>个问题</translation>
    </message>
    <message>
        <source>random smoothing of the negative loss</source>
        <translation>负样本损失的随机平滑</translation>
    </message>
    <message>
        <source>recalled alike</source>
        <translation>召回相近</translation>
    </message>
    <message>
        <source>relearning steps</source>
        <translation>再学习步数</translation>
    </message>
    <message>
        <source>repeat a prompt.</source>
        <translation>重复了某个提示词。</translation>
    </message>
    <message>
        <source>repeats</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>repeats itself</source>
        <translation>自我重复</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>个请求</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>次重试</translation>
    </message>
    <message>
        <source>right after erasure on {0}</source>
        <translation>刚擦除后为 {0}</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>上升</translation>
    </message>
    <message>
        <source>rising: rho, or the learning rate of the simulated attack, grows from 0 over the first half of the run; falling: it falls to 0, starting at 40 % of the run.</source>
        <translation>rising：rho（或模拟攻击的学习率）在运行的前半段从 0 增大；falling：从运行的 40 % 起降到 0。</translation>
    </message>
    <message>
        <source>rounds</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>个运行</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>个样本</translation>
    </message>
    <message>
        <source>second detector</source>
        <translation>第二检测器</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>检出</translation>
    </message>
    <message>
        <source>sets</source>
        <translation>组</translation>
    </message>
    <message>
        <source>spread</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>still</source>
        <translation>仍在</translation>
    </message>
    <message>
        <source>still there</source>
        <translation>仍然存在</translation>
    </message>
    <message>
        <source>sub-sentence</source>
        <translation>子句</translation>
    </message>
    <message>
        <source>takes {0} folders at most.</source>
        <translation>最多接受 {0} 个文件夹。</translation>
    </message>
    <message>
        <source>tensors</source>
        <translation>个张量</translation>
    </message>
    <message>
        <source>the erased model learns the control faster than the base model</source>
        <translation>擦除后的模型学会对照物体比基础模型更快</translation>
    </message>
    <message>
        <source>the erased model learns the control more slowly than the base model</source>
        <translation>擦除后的模型学会对照物体比基础模型更慢</translation>
    </message>
    <message>
        <source>the erased object comes back faster than the control, which can mean that a part of it was only covered, or that it fits the images better</source>
        <translation>被擦除物体比对照物体复现得更快，这可能意味着其中一部分只是被掩盖，或它与图像更相符</translation>
    </message>
    <message>
        <source>the erased object comes back more slowly than the control</source>
        <translation>被擦除物体比对照物体复现得更慢</translation>
    </message>
    <message>
        <source>the hallucination returns on {0} of images</source>
        <translation>幻觉在 {0} 的图像上复现</translation>
    </message>
    <message>
        <source>the model&apos;s own answer</source>
        <translation>模型自己的回答</translation>
    </message>
    <message>
        <source>the smallest {prune_share:.0%} of each weight matrix set to zero</source>
        <translation>将每个权重矩阵中最小的 {prune_share:.0%} 设为零</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>个 token</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>training a new adapter on the merged model</source>
        <translation>在合并后的模型上训练新适配器</translation>
    </message>
    <message>
        <source>training all weights</source>
        <translation>训练全部权重</translation>
    </message>
    <message>
        <source>training the erasure&apos;s own adapter</source>
        <translation>训练擦除自己的适配器</translation>
    </message>
    <message>
        <source>trials</source>
        <translation>个试验</translation>
    </message>
    <message>
        <source>weights rounded to 4-bit integers and back</source>
        <translation>将权重舍入为 4 位整数再还原</translation>
    </message>
    <message>
        <source>weights rounded to 8-bit integers and back</source>
        <translation>将权重舍入为 8 位整数再还原</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>整体</translation>
    </message>
    <message>
        <source>windows</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>windows: the best regions of the image, as in EFUF; whole: the whole image, about eighty times faster, but small objects are easily missed.</source>
        <translation>windows：图像中的最佳区域，与 EFUF 一致；whole：整张图像，约快八十倍，但小物体容易漏检。</translation>
    </message>
    <message>
        <source>without an interval: {0} more</source>
        <translation>另有 {0} 个无区间</translation>
    </message>
    <message>
        <source>without it, give questions to ask.</source>
        <translation>没有它时，请给出要提的问题。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>you</source>
        <translation>您</translation>
    </message>
    <message>
        <source>{0} ({1}) covers only some objects; absent objects are drawn from all objects that an image does not show.</source>
        <translation>{0}（{1}）只涵盖部分物体；不存在的物体从图像未显示的所有物体中抽取。</translation>
    </message>
    <message>
        <source>{0} ({1}) names the project&apos;s images, but has no object that is in one of them.</source>
        <translation>{0}（{1}）写有项目的图像，但没有其中任何图像上的物体。</translation>
    </message>
    <message>
        <source>{0} A test with the same settings asks for them again.</source>
        <translation>{0} 以相同设置测试会再次请求它们。</translation>
    </message>
    <message>
        <source>{0} Copy chat_template.json or chat_template.jinja of the published model into the folder, so that prompts are written as the model learnt them.</source>
        <translation>{0} 请将已发布模型的 chat_template.json 或 chat_template.jinja 复制到文件夹中，使提示词按模型所学的方式写出。</translation>
    </message>
    <message>
        <source>{0} Default: unchanged.</source>
        <translation>{0} 默认：不变。</translation>
    </message>
    <message>
        <source>{0} The published layout of {1} is used instead.</source>
        <translation>{0} 改用已发布的 {1} 的布局。</translation>
    </message>
    <message>
        <source>{0} The step was chosen by these figures, so they are slightly optimistic.</source>
        <translation>{0} 该步是按这些数值选出的，因此略为乐观。</translation>
    </message>
    <message>
        <source>{0} The vision part is a file of its own (mmproj).</source>
        <translation>{0} 视觉部分是独立的文件（mmproj）。</translation>
    </message>
    <message>
        <source>{0} accepted the request but did not answer in time ({1}).</source>
        <translation>{0} 接受了请求，但没有及时回答（{1}）。</translation>
    </message>
    <message>
        <source>{0} annotated images</source>
        <translation>{0} 张已标注图像</translation>
    </message>
    <message>
        <source>{0} answered {1} and asks to wait for {2}. A request waits for at most {3} in all.</source>
        <translation>{0} 回应 {1} 并要求等待 {2}。一个请求合计最多等待 {3}。</translation>
    </message>
    <message>
        <source>{0} answered {1} with something other than the JSON of such a server, as a web page, a proxy or another program does.</source>
        <translation>{0} 对 {1} 的回应不是此类服务器的 JSON，而像是网页、代理或其他程序的回应。</translation>
    </message>
    <message>
        <source>{0} answered {1}. A redirect is not followed, as it could take pictures and key elsewhere.</source>
        <translation>{0} 回应 {1}。不跟随重定向，因为它可能将图片和密钥带到别处。</translation>
    </message>
    <message>
        <source>{0} answers</source>
        <translation>{0} 个回答</translation>
    </message>
    <message>
        <source>{0} are kept in {1}: {2} decides nothing there.</source>
        <translation>{0} 保留在 {1} 中：{2} 在那里不作判定。</translation>
    </message>
    <message>
        <source>{0} are replaced in {1}.</source>
        <translation>{0} 已在 {1} 中替换。</translation>
    </message>
    <message>
        <source>{0} asked other questions before than after: not compared.</source>
        <translation>{0} 前后提出的问题不同：不作比较。</translation>
    </message>
    <message>
        <source>{0} asks to run Python code from the folder (auto_map).</source>
        <translation>{0} 要求运行文件夹中的 Python 代码（auto_map）。</translation>
    </message>
    <message>
        <source>{0} attacks</source>
        <translation>{0} 次攻击</translation>
    </message>
    <message>
        <source>{0} billion weights were too many for {1}.</source>
        <translation>{0} 十亿权重对 {1} 来说太多。</translation>
    </message>
    <message>
        <source>{0} cannot be continued with these settings.</source>
        <translation>{0} 无法以这些设置继续。</translation>
    </message>
    <message>
        <source>{0} cannot be continued.</source>
        <translation>{0} 无法继续。</translation>
    </message>
    <message>
        <source>{0} cannot be erased.</source>
        <translation>{0} 无法擦除。</translation>
    </message>
    <message>
        <source>{0} cannot be evaluated.</source>
        <translation>{0} 无法评估。</translation>
    </message>
    <message>
        <source>{0} cannot be read.</source>
        <translation>{0} 无法读取。</translation>
    </message>
    <message>
        <source>{0} cannot be repeated.</source>
        <translation>{0} 无法重做。</translation>
    </message>
    <message>
        <source>{0} cannot be resumed here.</source>
        <translation>{0} 无法在此继续。</translation>
    </message>
    <message>
        <source>{0} cannot be resumed.</source>
        <translation>{0} 无法继续。</translation>
    </message>
    <message>
        <source>{0} cannot be the control.</source>
        <translation>{0} 不能作为对照。</translation>
    </message>
    <message>
        <source>{0} cannot be used as a folder.</source>
        <translation>{0} 不能用作文件夹。</translation>
    </message>
    <message>
        <source>{0} cannot be written.</source>
        <translation>{0} 无法写入。</translation>
    </message>
    <message>
        <source>{0} cannot count as {1}.</source>
        <translation>{0} 不能计为 {1}。</translation>
    </message>
    <message>
        <source>{0} captions</source>
        <translation>{0} 条描述</translation>
    </message>
    <message>
        <source>{0} contains no config.json.</source>
        <translation>{0} 不含 config.json。</translation>
    </message>
    <message>
        <source>{0} contains no preprocessor_config.json, which says how pictures are read.</source>
        <translation>{0} 不含 preprocessor_config.json，该文件说明如何读取图片。</translation>
    </message>
    <message>
        <source>{0} contains no safetensors weights; other formats can contain programs.</source>
        <translation>{0} 不含 safetensors 权重；其他格式可能包含程序。</translation>
    </message>
    <message>
        <source>{0} contains no tokenizer, which turns the names of objects into its input.</source>
        <translation>{0} 不含将物体名称转换为其输入的分词器。</translation>
    </message>
    <message>
        <source>{0} contains no tokenizer.</source>
        <translation>{0} 不含分词器。</translation>
    </message>
    <message>
        <source>{0} contains no tokenizer.json, only the older spiece.model.</source>
        <translation>{0} 不含 tokenizer.json，只有较旧的 spiece.model。</translation>
    </message>
    <message>
        <source>{0} contradicts the model&apos;s config.json, which is used: {1}.</source>
        <translation>{0} 与模型的 config.json 矛盾，以后者为准：{1}。</translation>
    </message>
    <message>
        <source>{0} could not be changed.</source>
        <translation>{0} 无法更改。</translation>
    </message>
    <message>
        <source>{0} could not be created.</source>
        <translation>{0} 无法创建。</translation>
    </message>
    <message>
        <source>{0} could not be done.</source>
        <translation>{0} 无法完成。</translation>
    </message>
    <message>
        <source>{0} could not be downloaded.</source>
        <translation>{0} 无法下载。</translation>
    </message>
    <message>
        <source>{0} could not be opened.</source>
        <translation>{0} 无法打开。</translation>
    </message>
    <message>
        <source>{0} could not be read.</source>
        <translation>{0} 无法读取。</translation>
    </message>
    <message>
        <source>{0} could not be used.</source>
        <translation>{0} 无法使用。</translation>
    </message>
    <message>
        <source>{0} could not be written.</source>
        <translation>{0} 无法写入。</translation>
    </message>
    <message>
        <source>{0} could not be {1}.</source>
        <translation>{0} 无法{1}。</translation>
    </message>
    <message>
        <source>{0} counts as {1} itself.</source>
        <translation>{0} 本身计为 {1}。</translation>
    </message>
    <message>
        <source>{0} covers none of the images given.</source>
        <translation>{0} 未涵盖任何给出的图像。</translation>
    </message>
    <message>
        <source>{0} cuts images to {1} pixels, but the vision tower takes {2}. Copy that file from the published model into the folder.</source>
        <translation>{0} 将图像裁剪到 {1} 像素，而视觉塔接受 {2}。请从已发布的模型将该文件复制到文件夹中。</translation>
    </message>
    <message>
        <source>{0} did not measure the held-out images before its first step and at its end.</source>
        <translation>{0} 没有在第一步之前和结束时测量留出图像。</translation>
    </message>
    <message>
        <source>{0} does not contain the numbers t1 and t0 ({1}).</source>
        <translation>{0} 不含数字 t1 和 t0（{1}）。</translation>
    </message>
    <message>
        <source>{0} does not exist.</source>
        <translation>{0} 不存在。</translation>
    </message>
    <message>
        <source>{0} does not list its models.</source>
        <translation>{0} 没有列出其模型。</translation>
    </message>
    <message>
        <source>{0} does not name the detector&apos;s labels (id2label).</source>
        <translation>{0} 没有指明检测器的标签（id2label）。</translation>
    </message>
    <message>
        <source>{0} does not state {1}, and config.json does not determine it for this vision tower. Copy that file from the published model into the folder.</source>
        <translation>{0} 没有写明 {1}，而 config.json 不足以为此视觉塔确定它。请从已发布的模型将该文件复制到文件夹中。</translation>
    </message>
    <message>
        <source>{0} figures were measured, none of them with an interval.</source>
        <translation>测量了 {0} 个数值，均没有区间。</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>{0} 个文件</translation>
    </message>
    <message>
        <source>{0} folders that are.</source>
        <translation>{0} 个已是项目的文件夹。</translation>
    </message>
    <message>
        <source>{0} hallucinated objects</source>
        <translation>{0} 个幻觉物体</translation>
    </message>
    <message>
        <source>{0} hallucinated sub-sentences</source>
        <translation>{0} 个幻觉子句</translation>
    </message>
    <message>
        <source>{0} has a model of type “{1}”, not one of {2}.</source>
        <translation>{0} 中的模型类型为“{1}”，不是 {2} 之一。</translation>
    </message>
    <message>
        <source>{0} has a model of type “{1}”, which is not a detector.</source>
        <translation>{0} 中的模型类型为“{1}”，不是检测器。</translation>
    </message>
    <message>
        <source>{0} has its weights only in {1}: opening such a file can run any program on this computer.</source>
        <translation>{0} 的权重仅为 {1}：打开此类文件可能在本机上运行任意程序。</translation>
    </message>
    <message>
        <source>{0} has no LoRA adapter (adapter_config.json).</source>
        <translation>{0} 没有 LoRA 适配器（adapter_config.json）。</translation>
    </message>
    <message>
        <source>{0} has no caption to prefer.</source>
        <translation>{0} 没有可作偏好的描述。</translation>
    </message>
    <message>
        <source>{0} has no config.json.</source>
        <translation>{0} 没有 config.json。</translation>
    </message>
    <message>
        <source>{0} has no config.json; the folder above it has.</source>
        <translation>{0} 没有 config.json；其上级文件夹有。</translation>
    </message>
    <message>
        <source>{0} has no control.</source>
        <translation>{0} 没有对照。</translation>
    </message>
    <message>
        <source>{0} has no line with a name.</source>
        <translation>{0} 没有含名称的行。</translation>
    </message>
    <message>
        <source>{0} has no result yet.</source>
        <translation>{0} 尚无结果。</translation>
    </message>
    <message>
        <source>{0} has no safetensors weights.</source>
        <translation>{0} 没有 safetensors 权重。</translation>
    </message>
    <message>
        <source>{0} has no vision part: config.json describes none.</source>
        <translation>{0} 没有视觉部分：config.json 中未作描述。</translation>
    </message>
    <message>
        <source>{0} has results of one model only.</source>
        <translation>{0} 只有一个模型的结果。</translation>
    </message>
    <message>
        <source>{0} has the predictions of a model, as {1} shows. What a model finds need not be in an image, and what it misses may be.</source>
        <translation>{0} 是模型的预测，如 {1} 所示。模型找到的未必在图像中，它漏掉的却可能在。</translation>
    </message>
    <message>
        <source>{0} has {1}: {2} of weights and {3}.</source>
        <translation>{0} 有 {1}：权重 {2}，以及 {3}。</translation>
    </message>
    <message>
        <source>{0} holds captions and runs.</source>
        <translation>{0} 含有描述和运行。</translation>
    </message>
    <message>
        <source>{0} holds further trained weights (LLaVA&apos;s own script writes the projector there). It is a pickle file, which is not opened, and without it the model is not the one that was trained.</source>
        <translation>{0} 含有另外训练的权重（LLaVA 自己的脚本将投影层写在那里）。它是 pickle 文件，不会打开；没有它，模型就不是训练所得的模型。</translation>
    </message>
    <message>
        <source>{0} holds no .safetensors file.</source>
        <translation>{0} 不含 .safetensors 文件。</translation>
    </message>
    <message>
        <source>{0} holds no adapter_model.safetensors.</source>
        <translation>{0} 不含 adapter_model.safetensors。</translation>
    </message>
    <message>
        <source>{0} holds no files.</source>
        <translation>{0} 不含文件。</translation>
    </message>
    <message>
        <source>{0} holds {1}. {2} The vision part is a file of its own (mmproj).</source>
        <translation>{0} 含有 {1}。{2} 视觉部分是独立的文件（mmproj）。</translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation>{0} 张图像</translation>
    </message>
    <message>
        <source>{0} invented mentions</source>
        <translation>{0} 处虚构的提及</translation>
    </message>
    <message>
        <source>{0} is a JSON Lines file, whose lines have neither the objects of an image nor an answer about one: the first has {1}.</source>
        <translation>{0} 是 JSON Lines 文件，其各行既没有图像中的物体，也没有关于物体的回答：第一行有 {1}。</translation>
    </message>
    <message>
        <source>{0} is a file.</source>
        <translation>{0} 是文件。</translation>
    </message>
    <message>
        <source>{0} is a model, and no adapter is given.</source>
        <translation>{0} 是模型，而没有给出适配器。</translation>
    </message>
    <message>
        <source>{0} is a pickle file: opening it can run any program on this computer.</source>
        <translation>{0} 是 pickle 文件：打开它可能在本机上运行任意程序。</translation>
    </message>
    <message>
        <source>{0} is above the largest allowed value, {1}.</source>
        <translation>{0} 高于允许的最大值 {1}。</translation>
    </message>
    <message>
        <source>{0} is below the smallest allowed value, {1}.</source>
        <translation>{0} 低于允许的最小值 {1}。</translation>
    </message>
    <message>
        <source>{0} is better than {1} {2}.</source>
        <translation>{0} 优于 {1}{2}。</translation>
    </message>
    <message>
        <source>{0} is compared on the {1} that both measurements have.</source>
        <translation>{0} 在两次测量共有的 {1} 上比较。</translation>
    </message>
    <message>
        <source>{0} is given twice.</source>
        <translation>{0} 给出了两次。</translation>
    </message>
    <message>
        <source>{0} is itself a LoRA adapter.</source>
        <translation>{0} 本身是 LoRA 适配器。</translation>
    </message>
    <message>
        <source>{0} is missing; completed from the model&apos;s config.json: {1}.</source>
        <translation>缺少 {0}；已根据模型的 config.json 补全：{1}。</translation>
    </message>
    <message>
        <source>{0} is neither a word nor word=object.</source>
        <translation>{0} 既不是词，也不是 词=物体。</translation>
    </message>
    <message>
        <source>{0} is not UTF-8 text.</source>
        <translation>{0} 不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>{0} is not a JSON record.</source>
        <translation>{0} 不是 JSON 记录。</translation>
    </message>
    <message>
        <source>{0} is not a Python environment.</source>
        <translation>{0} 不是 Python 环境。</translation>
    </message>
    <message>
        <source>{0} is not a database.</source>
        <translation>{0} 不是数据库。</translation>
    </message>
    <message>
        <source>{0} is not a finite number.</source>
        <translation>{0} 不是有限数。</translation>
    </message>
    <message>
        <source>{0} is not a folder.</source>
        <translation>{0} 不是文件夹。</translation>
    </message>
    <message>
        <source>{0} is not a model that answers in text about an image.</source>
        <translation>{0} 不是以文字回答图像问题的模型。</translation>
    </message>
    <message>
        <source>{0} is not a name on the Hugging Face hub.</source>
        <translation>{0} 不是 Hugging Face Hub 上的名称。</translation>
    </message>
    <message>
        <source>{0} is not a picture.</source>
        <translation>{0} 不是图片。</translation>
    </message>
    <message>
        <source>{0} is not a project.</source>
        <translation>{0} 不是项目。</translation>
    </message>
    <message>
        <source>{0} is not an amount of memory, such as 24GB.</source>
        <translation>{0} 不是 24GB 这样的内存大小。</translation>
    </message>
    <message>
        <source>{0} is not an erased object and its control, as in knife=banana.</source>
        <translation>{0} 不是 knife=banana 这样的被擦除物体及其对照。</translation>
    </message>
    <message>
        <source>{0} is not an erasure.</source>
        <translation>{0} 不是擦除。</translation>
    </message>
    <message>
        <source>{0} is not an object in the vocabulary.</source>
        <translation>{0} 不是词表中的物体。</translation>
    </message>
    <message>
        <source>{0} is not in a known format.</source>
        <translation>{0} 不是已知的格式。</translation>
    </message>
    <message>
        <source>{0} is not in the vocabulary.</source>
        <translation>{0} 不在词表中。</translation>
    </message>
    <message>
        <source>{0} is not merged.</source>
        <translation>{0} 没有合并。</translation>
    </message>
    <message>
        <source>{0} is not one of {1}.</source>
        <translation>{0} 不是 {1} 之一。</translation>
    </message>
    <message>
        <source>{0} is not the same as on the hub.</source>
        <translation>{0} 与 Hub 上的不同。</translation>
    </message>
    <message>
        <source>{0} is not the same model as {1}, with which it began.</source>
        <translation>{0} 与其开始时的模型 {1} 不同。</translation>
    </message>
    <message>
        <source>{0} is not usable ({1}).</source>
        <translation>{0} 无法使用（{1}）。</translation>
    </message>
    <message>
        <source>{0} is not written as name=new name.</source>
        <translation>{0} 没有写成 名称=新名称。</translation>
    </message>
    <message>
        <source>{0} is not written as source=target.</source>
        <translation>{0} 没有写成 来源=目标。</translation>
    </message>
    <message>
        <source>{0} is resumed with other settings ({1}).</source>
        <translation>{0} 以其他设置继续（{1}）。</translation>
    </message>
    <message>
        <source>{0} is too large.</source>
        <translation>{0} 太大。</translation>
    </message>
    <message>
        <source>{0} is {1}, which is not supported.</source>
        <translation>{0} 是 {1}，不受支持。</translation>
    </message>
    <message>
        <source>{0} keeps versions of a model in snapshots.</source>
        <translation>{0} 在 snapshots 中保存模型的各个版本。</translation>
    </message>
    <message>
        <source>{0} lacks settings; completed from the model&apos;s config.json: {1}.</source>
        <translation>{0} 缺少设置；已根据模型的 config.json 补全：{1}。</translation>
    </message>
    <message>
        <source>{0} layers</source>
        <translation>{0} 层</translation>
    </message>
    <message>
        <source>{0} leaves {1} on the training images.</source>
        <translation>{0} 在训练图像上留下 {1}。</translation>
    </message>
    <message>
        <source>{0} looks like a name on the Hugging Face hub. Nothing is downloaded unless you ask for it.</source>
        <translation>{0} 看起来像 Hugging Face Hub 上的名称。除非您要求，否则不会下载任何内容。</translation>
    </message>
    <message>
        <source>{0} minutes have passed.</source>
        <translation>已过去 {0} 分钟。</translation>
    </message>
    <message>
        <source>{0} more images</source>
        <translation>另外 {0} 张图像</translation>
    </message>
    <message>
        <source>{0} moves the weights under the adapters and holds {1} copies of them, which 8 and 4 bits do not allow.</source>
        <translation>{0} 会移动适配器之下的权重并保留其 {1} 份副本，而 8 位和 4 位不允许。</translation>
    </message>
    <message>
        <source>{0} objects</source>
        <translation>{0} 个物体</translation>
    </message>
    <message>
        <source>{0} of AMBER&apos;s questions are answered right.</source>
        <translation>{0} 的 AMBER 问题回答正确。</translation>
    </message>
    <message>
        <source>{0} of its {1} weights have another shape than the model needs: {2} is {3}, not {4}.</source>
        <translation>其 {1} 个权重中有 {0} 个的形状与模型所需不同：{2} 为 {3}，而非 {4}。</translation>
    </message>
    <message>
        <source>{0} of its {1} weights have values that are not numbers or are infinite: {2}. Its training diverged, or the file is damaged.</source>
        <translation>其 {1} 个权重中有 {0} 个含非数值或无穷大：{2}。训练已发散，或文件已损坏。</translation>
    </message>
    <message>
        <source>{0} of the adapter&apos;s {1} weights belongs to a part of the model: {2}.</source>
        <translation>适配器的 {1} 个权重中有 {0} 个属于模型的部位：{2}。</translation>
    </message>
    <message>
        <source>{0} of the adapter&apos;s {1} weights do not belong to a part of the model: {2}.</source>
        <translation>适配器的 {1} 个权重中有 {0} 个不属于模型的部位：{2}。</translation>
    </message>
    <message>
        <source>{0} of the adapter&apos;s {1} weights have names of another version of transformers and were matched with today&apos;s: {2} is {3}.</source>
        <translation>适配器的 {1} 个权重中有 {0} 个使用 transformers 其他版本的名称，已与现在的名称对应：{2} 即 {3}。</translation>
    </message>
    <message>
        <source>{0} of the captions name an object that is not there.</source>
        <translation>{0} 的描述提到不存在的物体。</translation>
    </message>
    <message>
        <source>{0} of the questions are answered correctly.</source>
        <translation>{0} 的问题回答正确。</translation>
    </message>
    <message>
        <source>{0} of the questions are answered right.</source>
        <translation>{0} 的问题回答正确。</translation>
    </message>
    <message>
        <source>{0} of {1} are empty or repeat themselves, so what they leave out says nothing.</source>
        <translation>{1} 中有 {0} 条为空或自我重复，因此它们未提到的内容不说明任何问题。</translation>
    </message>
    <message>
        <source>{0} of {1} are not on this computer with the content that they had: {2}.</source>
        <translation>{1} 中有 {0} 在本机上已没有原来的内容：{2}。</translation>
    </message>
    <message>
        <source>{0} only some objects, and not the same of each image; captions are measured against the same objects in all images.</source>
        <translation>{0} 只涵盖部分物体，且各图像不尽相同；描述对照所有图像中的相同物体测量。</translation>
    </message>
    <message>
        <source>{0} other files</source>
        <translation>另外 {0} 个文件</translation>
    </message>
    <message>
        <source>{0} per pass instead of {1}: the same result, {2}.</source>
        <translation>每次 {0}，而非 {1}：结果相同，{2}。</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} 张图片</translation>
    </message>
    <message>
        <source>{0} points</source>
        <translation>{0} 个点</translation>
    </message>
    <message>
        <source>{0} processes</source>
        <translation>{0} 个进程</translation>
    </message>
    <message>
        <source>{0} questions</source>
        <translation>{0} 个问题</translation>
    </message>
    <message>
        <source>{0} replaces earlier annotations of {1}.</source>
        <translation>{0} 替换了 {1} 之前的标注。</translation>
    </message>
    <message>
        <source>{0} seeds</source>
        <translation>{0} 个随机种子</translation>
    </message>
    <message>
        <source>{0} sent far more than a caption of the length that was asked for.</source>
        <translation>{0} 发送的内容远超所要求长度的描述。</translation>
    </message>
    <message>
        <source>{0} to {1} percentage points</source>
        <translation>{0} 至 {1} 个百分点</translation>
    </message>
    <message>
        <source>{0} true mentions</source>
        <translation>{0} 处真实的提及</translation>
    </message>
    <message>
        <source>{0} was made by an older version, which did not keep what each held-out image contributes: its figures have no intervals.</source>
        <translation>{0} 由旧版本生成，未保存每张留出图像的贡献：其数值没有区间。</translation>
    </message>
    <message>
        <source>{0} was measured on one model only: {1} is missing.</source>
        <translation>{0} 只在一个模型上测量过：缺少 {1}。</translation>
    </message>
    <message>
        <source>{0} was measured on other images after than before.</source>
        <translation>{0} 前后在不同的图像上测量。</translation>
    </message>
    <message>
        <source>{0} was not changed.</source>
        <translation>{0} 未更改。</translation>
    </message>
    <message>
        <source>{0} was not found.</source>
        <translation>未找到 {0}。</translation>
    </message>
    <message>
        <source>{0} was not renamed.</source>
        <translation>{0} 未重命名。</translation>
    </message>
    <message>
        <source>{0} was not resumed.</source>
        <translation>{0} 未继续。</translation>
    </message>
    <message>
        <source>{0} was not shipped with this installation.</source>
        <translation>此安装不包含 {0}。</translation>
    </message>
    <message>
        <source>{0} was not written.</source>
        <translation>{0} 未写入。</translation>
    </message>
    <message>
        <source>{0} was requested; PyTorch sees {1} on this computer.</source>
        <translation>请求了 {0}；PyTorch 在本机上看到 {1}。</translation>
    </message>
    <message>
        <source>{0} was run with: {1}.</source>
        <translation>{0} 运行时的设置：{1}。</translation>
    </message>
    <message>
        <source>{0} weights</source>
        <translation>{0} 个权重</translation>
    </message>
    <message>
        <source>{0} weights that it lists are missing.</source>
        <translation>缺少其列出的 {0} 个权重。</translation>
    </message>
    <message>
        <source>{0} weights that its settings require are missing in its file: {1}.</source>
        <translation>其文件缺少设置要求的 {0} 个权重：{1}。</translation>
    </message>
    <message>
        <source>{0} were asked for, but there {1}.</source>
        <translation>要求 {0}，但那里{1}。</translation>
    </message>
    <message>
        <source>{0} without a caption.</source>
        <translation>{0} 没有描述。</translation>
    </message>
    <message>
        <source>{0} without an answer: they do not count.</source>
        <translation>{0} 没有回答：不计入。</translation>
    </message>
    <message>
        <source>{0} works with an adapter; train a LoRA adapter.</source>
        <translation>{0} 使用适配器；请训练 LoRA 适配器。</translation>
    </message>
    <message>
        <source>{0}, about as before ({1}).</source>
        <translation>{0}，与之前相近（{1}）。</translation>
    </message>
    <message>
        <source>{0}, and none with plain erasure (EFUF).</source>
        <translation>{0}，普通擦除（EFUF）则没有。</translation>
    </message>
    <message>
        <source>{0}, less than before ({1}).</source>
        <translation>{0}，少于之前（{1}）。</translation>
    </message>
    <message>
        <source>{0}, more than before ({1}).</source>
        <translation>{0}，多于之前（{1}）。</translation>
    </message>
    <message>
        <source>{0}: after its strongest attack {1} of the captions are empty or repeat themselves.</source>
        <translation>{0}：在其最强的攻击之后，{1} 的描述为空或自我重复。</translation>
    </message>
    <message>
        <source>{0}: line {1} is not an example ({2}: {3}).</source>
        <translation>{0}：第 {1} 行不是样本（{2}：{3}）。</translation>
    </message>
    <message>
        <source>{0}: making the attack {1} again.</source>
        <translation>{0}：正在重做攻击 {1}。</translation>
    </message>
    <message>
        <source>{0}: none of {1} other objects fits ({2}).</source>
        <translation>{0}：另外 {1} 个物体均不合适（{2}）。</translation>
    </message>
    <message>
        <source>{0}: resuming the erasure {1}.</source>
        <translation>{0}：正在继续擦除 {1}。</translation>
    </message>
    <message>
        <source>{0}: the attack {1} is already there.</source>
        <translation>{0}：攻击 {1} 已存在。</translation>
    </message>
    <message>
        <source>{0}: the erasure {1} is already there.</source>
        <translation>{0}：擦除 {1} 已存在。</translation>
    </message>
    <message>
        <source>{0}: the vocabulary has no other object.</source>
        <translation>{0}：词表中没有其他物体。</translation>
    </message>
    <message>
        <source>{0}: the worker process {1}. This part is done again.</source>
        <translation>{0}：工作进程{1}。此部分将重做。</translation>
    </message>
    <message>
        <source>{0}: under its strongest attack the hallucination is on as many images as before erasure, or more.</source>
        <translation>{0}：在其最强的攻击下，出现幻觉的图像与擦除前一样多或更多。</translation>
    </message>
    <message>
        <source>{0}: waiting for another worker, which makes the same run.</source>
        <translation>{0}：正在等待执行同一运行的另一工作进程。</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0}: {1} ({2}). They are skipped.</source>
        <translation>{0}：{1}（{2}）。予以跳过。</translation>
    </message>
    <message>
        <source>{0}: {1} under its strongest attack</source>
        <translation>{0}：在其最强的攻击下为 {1}</translation>
    </message>
    <message>
        <source>{0}: {1} was made with other weights than those that are in {2} now.</source>
        <translation>{0}：{1} 所用的权重与 {2} 中现在的不同。</translation>
    </message>
    <message>
        <source>{0}: {1}, {2} true. Add about {3} images that show it, or the model may unlearn the object itself.</source>
        <translation>{0}：{1}，{2} 处真实。请添加约 {3} 张显示它的图像，否则模型可能遗忘该物体本身。</translation>
    </message>
    <message>
        <source>{0}; with plain erasure (EFUF), on {1}.</source>
        <translation>{0}；普通擦除（EFUF）为 {1}。</translation>
    </message>
    <message>
        <source>{0}; with plain erasure (EFUF), {1}.</source>
        <translation>{0}；普通擦除（EFUF）：{1}。</translation>
    </message>
    <message>
        <source>{0}If memory is short, close other programs, or choose fewer captions per pass (--microbatch 1) or gradient checkpointing; neither changes the result.</source>
        <translation>{0}如果内存不足，请关闭其他程序，或选择更少的每次描述数（--microbatch 1）或梯度检查点；二者都不改变结果。</translation>
    </message>
    <message>
        <source>{0}{1} of the captions are empty or repeat themselves: that is a failure, not an erasure.</source>
        <translation>{0}{1} 的描述为空或自我重复：那是失败，而不是擦除。</translation>
    </message>
    <message>
        <source>{0}{1}, {2} are new, and {3} were lost.</source>
        <translation>{0}{1}，{2} 为新增，{3} 丢失。</translation>
    </message>
    <message>
        <source>“{0}” cannot be added.</source>
        <translation>“{0}”无法添加。</translation>
    </message>
    <message>
        <source>“{0}” cannot count as “{1}”.</source>
        <translation>“{0}”不能计为“{1}”。</translation>
    </message>
    <message>
        <source>“{0}” is listed twice.</source>
        <translation>“{0}”列出了两次。</translation>
    </message>
    <message>
        <source>“{0}” is not a known rule.</source>
        <translation>“{0}”不是已知的规则。</translation>
    </message>
    <message>
        <source>“{0}” stands for “{1}” and for “{2}”.</source>
        <translation>“{0}”既代表“{1}”，又代表“{2}”。</translation>
    </message>
</context>
<context>
    <name>engine.words</name>
    <message>
        <source>absent</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>calibrate</source>
        <translation>用于校准</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>created</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>judge</source>
        <translation>用于判定</translation>
    </message>
    <message>
        <source>judge by</source>
        <translation>用于判定</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>present</source>
        <translation>存在</translation>
    </message>
    <message>
        <source>read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>retried</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>started</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>used</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>written</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>written to</source>
        <translation>写入</translation>
    </message>
</context>
</TS>
