<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the versions, for a bug report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds the objects a vision-language model describes that are not in the picture, erases them, and shows that they do not come back when the model is trained on. The method is SARE (arXiv 2601.16527) over EFUF&apos;s examples (arXiv 2402.09801).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Icon of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Arrangement</name>
    <message>
        <source>Reset all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore every setting of the chosen preset.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AskPanel</name>
    <message>
        <source>(yes: {0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A question about this image; press Enter to ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about the image, for example: Is there a knife in the image?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the loaded model about this image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the model about this image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question to the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is thinking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your questions about this image, and the answers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttackTab</name>
    <message>
        <source>Attacking {0} ({1})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check what to attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check what to attack; the model as it is on disk serves as the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tune the checked models on captions with the hallucination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each attack is repeated, each time with other samples and order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs to attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the base model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the technical details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technical details, for a bug report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Boxes</name>
    <message>
        <source>Annotation: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ({1}): {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BrokenPage</name>
    <message>
        <source>Save a support bundle…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the program again. If it happens again, save a support bundle.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CalibrationDialog</name>
    <message>
        <source>1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AUC {0:.3f} (95 % interval {1:.3f} to {2:.3f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Absent objects accepted (above {1})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Absent objects found (below {0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrate thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitted to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judge all mentions by the suggested thresholds; this can be undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present objects confirmed (above {1})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present objects rejected (below {0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separation by score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggest thresholds, without applying them yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two thresholds are fitted to the scores of mentioned objects that an annotation, or you, judged to be in the picture or not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} present and {1} absent objects in {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, now {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptionSetEdits</name>
    <message>
        <source>Rename “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use “{0}” for erasure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptionSetPicker</name>
    <message>
        <source>1 caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare before and after …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare these captions with others, picture by picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure uses “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasures start from other captions then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasures start from the captions of this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give these captions another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manage the captions shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of these captions:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the captions “{0}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove these captions with their verdicts; the images stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename, compare or remove these captions, or use them for erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions were removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use for erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose captions all pages show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} and the verdicts on them, yours included, are deleted. This cannot be undone. The images and the other captions stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} captions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptionSets</name>
    <message>
        <source>1 caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapter: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased by the run {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further prompts: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported from a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported from {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not confirmed as a model&apos;s own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampled after the first: temperature {0}, top-p {1}, seed {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by the server {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>used for erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} captions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptionView</name>
    <message>
        <source>Caption with its mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptionsDialog</name>
    <message>
        <source>&amp;Prompt that the model was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Are these the loaded model&apos;s words?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the file, otherwise “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If {0} wrote the captions in {1}, it checks each of them, and what they hallucinate can be erased. Captions of another model can be measured, but not erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import the captions that the loaded model confirms as its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import them as the captions of another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No: import without a check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only for the check: with another prompt, the model has other words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt that the model was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes: check and use them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChangeFilterRow</name>
    <message>
        <source>A hallucinated object is mentioned that was not mentioned before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A hallucinated object is not mentioned any more, in a caption that is whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A hallucinated object is still mentioned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object in the picture is not mentioned any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every picture whose captions changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search names and captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caption after is empty or repeats itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words that the file name or a caption must contain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all changes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message>
        <source>Pictures whose captions changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChangesPage</name>
    <message>
        <source>1 more has captions of one set only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 picture compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the captions …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every model that you test keeps its own captions. Load another model, such as an erased one, test the same images, and see here what changed in each caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exchange before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not tested on the images of this project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the erased model on the Erase page, then test the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption changed in this way, or none contains the words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as HTML …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the comparison as HTML …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search names and captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the picture on the Images page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions that are compared belong to a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model of {0} has no captions yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the comparison to a single file that opens in any browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing {0} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} more have captions of one set only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pictures compared</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoiceCard</name>
    <message>
        <source>Change the choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting examples…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples from the captions “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the concepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No concept is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the glossary what D_neg, D_pos and D_sent are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the images with the model there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions “{0}” were imported, and it is not known which model wrote them. An erasure trains a model on its own captions. Load the model, then import them again as its own, or test the images with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions “{0}” were written by a server, and no model on this computer has confirmed them as its own. An erasure trains a model on its own captions. Load the model, then test the images with the same server: captions that are there are not asked for again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What are these?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} hallucinated (D_neg), {1} grounded (D_pos), {2} whole captions (D_sent)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoiceFoot</name>
    <message>
        <source>1 concept checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on to erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on to erase the checked concepts (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next: erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}  ·  D_neg {1}  ·  D_pos {2}  ·  D_sent {3} from {4}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} concepts checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoicesEditor</name>
    <message>
        <source>Please check at least one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CloseDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the window in the notification area; start the program to see it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a checkpoint and stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping it running hides the window in the notification area, which notifies you when it has ended. Starting the program again brings the window back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimise the window; the program ends with the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping keeps what is done so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping writes a checkpoint; the run can continue from it later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job that waits in the queue stays there if you stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {0} jobs that wait in the queue stay there if you stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop has no notification area: keeping it running minimises the window, which closes when the job has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is still running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Closing when the job has stopped…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter or a click runs the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No command has these letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a few letters of a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareTab</name>
    <message>
        <source>Choose concepts first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the base model, {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase with each method and attack each; finished runs are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every method erases and is attacked in the same way, once for each seed. A stopped comparison continues where it was.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComputeRow</name>
    <message>
        <source>Compute on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the loaded model is. Unload it to choose another device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to compute</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConceptTable</name>
    <message>
        <source>Concepts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConceptsModel</name>
    <message>
        <source>Checked concepts are erased in the next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase the hallucination of “{0}” (space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucinated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucinated mentions out of all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often captions claim it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often it is not in the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often no source could judge it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How strong the evidence is: share judged, and by whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images whose captions claim it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is never hallucinated, so there is nothing to erase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judged by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judged: {0} of {1}. By {2}. Unsure: {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of its mentions was judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object that captions mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is in the picture when it is hallucinated: the likely trigger, with images and how many times likelier it makes the hallucination (lift)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hallucinated in {0} of {1} images that name it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, to be erased</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConceptsPage</name>
    <message>
        <source>Calibrate thresholds from annotations …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check all above a rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check all above a rate …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check every concept hallucinated in at least this share of its mentions, %:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase this concept, or keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on to erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep all concepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge concept into …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No concepts yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other concept has a rate of {0} % or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once images are tested, every object the model mentions is listed here, with how often it was not in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the image of the phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the concepts …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search concepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The objects that a model mentions belong to a project of images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo a merge …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfigForm</name>
    <message>
        <source>Reset all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be given.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DocumentsDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The documents are missing from this installation.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>Choose a folder and download; a stopped download continues where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the download command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the command on the clipboard, to run it in a terminal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download command was copied.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Inspect the model {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the project {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditMenu</name>
    <message>
        <source>&amp;Find a command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo the last undone edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search all commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>Choice of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the mention in the new caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Combine evidence by: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count “{0}” as “{1}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count “{0}” separately</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove 1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove my verdict on {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0} images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edit could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image was captioned again, and the mention no longer exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} mentions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EffectsPage</name>
    <message>
        <source>After an erasure, every figure of the model before and after it stands here side by side, with what became worse first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the figures …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command line that prints these figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command that compares the figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did it get worse at anything else?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is erased yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the figures as CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erasure that is compared with the model before it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figures that are compared belong to a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the figures with their intervals to a table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EffectsTable</name>
    <message>
        <source>1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After minus before, with the 95 % interval; of shares in percentage points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures before and after, worst first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No difference seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erased model, with the 95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The images or the benchmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model before erasure, with the 95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worse or better only where the interval of the difference excludes 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErasePage</name>
    <message>
        <source>A search tries erasures of a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An erasure is a run of a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder where the same model is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue from its last checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command of the erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the erasure with a checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase the chosen hallucinations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find settings for this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the erasure, or let it continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not in {0} any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the model on the Model page and test the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image was tested with a model yet, and the run is a change to one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause or resume the erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume the run shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the erasure after the current step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of trial {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start erasing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command line that does the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form has the settings of trial {0}; undo restores it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form has the settings of {0}; undo restores it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model of {0} was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project does not know its model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try settings in short erasures, each attacked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EraseTabs</name>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase the chosen concepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try settings in short erasures, to find those that suit this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErasurePlots</name>
    <message>
        <source>Depth of erasure (CE)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Losses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S per step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>concept recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>degenerate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hallucination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overshoot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>positive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>worst case</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErasureSetup</name>
    <message>
        <source>Choose concepts first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command line that does the same without a window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase the chosen hallucinations with these settings, as a new run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loads “{0}” for the run, and unloads it afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge the adapter first; see above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start erasing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the images with the model first; see above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are too few examples to erase from; see above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains an adapter on the loaded model, which itself stays unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unloads the loaded model, and loads “{0}” for the run.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErasureSide</name>
    <message>
        <source>Choose concepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Losses, sharpness, held-out images and a few watched captions appear here while it runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start erasing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images, see which objects the model hallucinates, and choose those to erase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curves begin with the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run ended before its first measurement.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Erasures</name>
    <message>
        <source>Erasing {0} ({1})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resuming {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>All {0} sources agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {0} sources say “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click, then G, H or U to override.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source has judged this mention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source is sure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One source decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One source says “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sources disagree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sources disagree. Combination: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sources disagree: {0} comes first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is {1}, by: {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidencePanel</name>
    <message>
        <source>Click a marked word in the caption, or use its arrow keys, to see why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided by: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grounded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucinated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be decided (U)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in the picture (G)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not there (H)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mention selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove my verdict (Backspace)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}”: {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Writing the report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An erasure that is done can be exported here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the export command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting {run}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pairs were written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is erased yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preference pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the command line that exports the same on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the runs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is not empty, and nothing is overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was erased in a project is exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written so far is incomplete; do not use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write an erasure for use elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write preference pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the HTML report into the project&apos;s folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the chosen erasure, reload it and compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the erased model, reload it and compare; or write the verdicts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write verdicts for training with other programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write verdicts for training with other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {0} of {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pairs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Reset {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the default.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the value of the preset “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileMenu</name>
    <message>
        <source>&amp;Clear this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Recent models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the project and show the start screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the recent models and projects; the folders stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect a model folder on the Model page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an empty project in a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;model folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo project with the demo model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the project&apos;s folder in the file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent &amp;projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show project &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the start screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start &amp;screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme, folders, default device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the &amp;demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>project</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FoldedFields</name>
    <message>
        <source>Advanced settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced settings ({count} changed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide settings that are rarely changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FoundModelCard</name>
    <message>
        <source>By the estimate it does not fit; it may still work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose number format and quantisation, where they are at their defaults below, so that the recommended erasure fits. Otherwise the model is loaded as set below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what fits into memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated for the settings below: captioning images, and erasing with the recommended settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I trust the source: run the code in this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be loaded; see above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may not fit into memory. Close other programs, or choose a quantisation with fewer bits under Advanced settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may not fit into memory. Close other programs, or choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the model into memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading it would run its own code. Allow that to load it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only testing fits. {0} For erasing: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Python code in the folder can do anything on this computer that you can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{title}” is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Supported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ Not supported: {reasons}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>1 image removed from the project; undo (Ctrl+Z) restores it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any concept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucinated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No images match the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only images whose caption mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search names and captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only images whose caption mentions this concept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only some of the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter hides the other images of the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which images are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words that the file name or the caption must contain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} images removed from the project; undo (Ctrl+Z) restores them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No word matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for a word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words and their meanings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words of the name or of the explanation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupedFields</name>
    <message>
        <source>1 more setting differs from its default: {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more setting differs from the preset “{1}”: {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed settings only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find settings by name, symbol or what they do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List only settings that differ from the preset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the settings that differ from the preset, in expert mode.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} more settings differ from the preset “{1}”: {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} more settings differ from their defaults: {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>({0}, {1}): {2} nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Around the weights of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy of which spans the colours show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map of the loss around the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point, or use the arrow keys, to read a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values from {0} to {1} nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the colours show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grounded spans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hallucinated spans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>second direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpMenu</name>
    <message>
        <source>&amp;About {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It contains {0}; personal paths are replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List all shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder of the log files in the file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the documents; no network is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a support &amp;bundle…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a support bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show l&amp;og folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The support bundle was not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The support bundle was saved as {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version, libraries and licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the words of the window mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write logs, versions and settings, without personal paths, to a zip file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Before/after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder where the same model is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the captions before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the captions of the erased model with those before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue this erasure from its last checkpoint, or make this attack again; take it over if the program that worked on it has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command lines that repeat these runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected run&apos;s command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the selected runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete these runs; this can be undone until the project is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasures start from the captions “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every erasure, attack and landscape of this project is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the form of the page with this run&apos;s settings; undo restores it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not in {0} any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the selected run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the selected run&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the runs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume the selected run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select several to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the run&apos;s files in the file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this run on its page (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what else the erasure changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it over only if that program has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history belongs to a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model of {0} was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo restores the run, until the project is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo restores the {0} runs, until the project is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the selected run&apos;s settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} may still be running in another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} runs compared</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImagesModel</name>
    <message>
        <source>{name}, not tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {hallucinated} hallucinated, {unsure} unsure, {grounded} grounded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImagesPage</name>
    <message>
        <source>A project keeps images, captions, verdicts and runs in one folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of images …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add images …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the images: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the model about the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the test as a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloaded: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop image files, folders, or annotation files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop images or folders here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find objects missing from the vocabulary …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a folder of annotations …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import annotations …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import annotations: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import captions …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import captions: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load one on the Model page (the first step), then come back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither images, annotations nor captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next hallucinated mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overrule: grounded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overrule: hallucinated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overrule: unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous hallucinated mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the project …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the selected images out of the project; their files stay on the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test again to search the existing captions for the new objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tests use it from now on ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dropped files are neither images nor annotations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model describes each image, and every object it mentions is checked. You can also drop annotations (COCO, VOC, YOLO, POPE, CSV).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model describes the images and answers questions about them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary written, words added: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw my verdict</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Add a folder of images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a folder of annotations: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import annotations: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import captions: one JSON object with file_name and caption per line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>project</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobCard</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause until you resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the job; what is done is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobMenu</name>
    <message>
        <source>&amp;Checkpoint now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pausing… (resume)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Unload the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command copied: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command line of the last job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free the model&apos;s memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the job at its next step, or resume it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the jobs that run, wait and have ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the job; what is done is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a checkpoint at the next step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Loading libraries; this takes a few seconds the first time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} per second</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobQueue</name>
    <message>
        <source>Queued: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued: {0}. Runs after “{1}” and {2} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued: {0}. Runs after “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue is paused, as a job failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobTab</name>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command line that does the same without a window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JudgeDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption the images; all mentions stay unsure until something judges them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file, then test again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of a model that is on this computer, and start the test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where {0} is downloaded to from the Hugging Face hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Costs: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download {0} ({1}) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import annotations …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the test, with this setting on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test without</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model describes the images. Something else has to decide which of the objects in its captions are really there. You can change this later in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can judge the captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What judges the captions?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to download {0} to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JudgeNote</name>
    <message>
        <source>Choose {0} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import annotations …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can judge what a test finds: all mentions would stay unsure.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LandscapeTab</name>
    <message>
        <source>Check those to show; lines are drawn over each other, a map stands alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure the landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure the loss along random directions around the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured landscapes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model around whose weights the loss is measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} · {1} ({2}-D)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LandscapeView</name>
    <message>
        <source>A landscape shows how the loss changes as the weights are moved. SARE aims at a wide, flat region, in which small changes of the weights, such as fine-tuning, don&apos;t bring the hallucination back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss around the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No landscape is checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No landscape yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cross-entropy, nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distance along the direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, grounded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, hallucinated</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LegendButton</name>
    <message>
        <source>Curve {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LivePlot</name>
    <message>
        <source>1 point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to move, wheel or + and − to zoom, 0 or double-click to fit, arrow keys to read values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}, from {2} to {3}, now {4}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>|{0}|</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoadedCard</name>
    <message>
        <source>Adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free the memory of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on to the images page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loaded in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next: test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ {name} is loaded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogDrawer</name>
    <message>
        <source>All lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the list, not the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the log (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected lines, or all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened, the newest last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which lines are shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>1 job waits in the queue from before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a model folder, a project folder, images, or annotations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was done with {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs wait in the queue from before.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemoryCard</name>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated for the settings below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits: takes about {0} of the {1} of memory that are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may not fit into memory. Close other programs, load the model in fewer bits, or choose a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may not fit into memory. With {0} it takes {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may not fit into memory. {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May not fit: takes about {0}, and {1} of memory are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is off: settings are used as they are.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemoryMeter</name>
    <message>
        <source>GPU memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory used by this program, used by others, and free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the computer&apos;s memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: SARE Desktop {1}, other programs {2}, free {3} of {4}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemoryNeed</name>
    <message>
        <source>all GPUs together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other programs {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this program {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{free} of {total} free now on {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{need} · fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{need} · {missing} too much</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MentionSteps</name>
    <message>
        <source>There is no hallucinated mention after this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no hallucinated mention before this one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MergeCard</name>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command line that merges the adapter without a window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load it and test the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the merged model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge the adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge the adapter first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merging was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merging {0} into {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The images were tested with the adapter “{adapter}” on “{model}”. An erasure trains a new adapter, which cannot be put on top of another. Merging writes a new model that contains the adapter. Test the images with it, and erase there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The merged model was written to {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is not empty, and nothing is overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a new model with the adapter in its weights, and check it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Merging</name>
    <message>
        <source>Count separately again:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count “{0}” as:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge concept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo a merge</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModeSwitch</name>
    <message>
        <source>Expert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show every setting that the method uses, in groups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the few settings that most runs need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} mode</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>Demo model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ({1} layers)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} bits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelButton</name>
    <message>
        <source>{0}. Click to show the Model page.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelChooser</name>
    <message>
        <source>A tiny LLaVA that says “knife” wherever it sees a fork, with drawn pictures. All steps together take minutes on any computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a model to load it instead of the loaded model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download {name} to a new folder in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a model folder here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face format: config.json, safetensors weights, processor files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect the folder without loading the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model folder or Hub name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models that you load are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo project and load its model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path of a folder, or a name on the Hugging Face Hub; press Enter to inspect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path, or a name such as llava-hf/llava-1.5-7b-hf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelFacts</name>
    <message>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vision tower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights that fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Choose a model folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the multimodal model whose hallucinations you want to erase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download it here, or run the command below in a terminal and choose the new folder. Pickle files and program code are not downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download to the same folder again to continue where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free the memory of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspecting {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not downloaded on this computer, and no download starts by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the model that was inspected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo project and load its model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick the folder of a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop it, or wait until it ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter {name} will be applied to the model below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base model that it names is not on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was unloaded, which freed {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unload the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is loaded already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was not loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a name on the Hugging Face Hub.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{title}” is running.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Before/after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side effects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page {0} could not be shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>An unexpected error occurred when the program last ran.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An unexpected error occurred.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crash record copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything saved before it is kept. It was recorded in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can continue. To report it, use Help → Save a support bundle.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NounsDialog</name>
    <message>
        <source>1 caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 noun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the words to add; “counts as” names the object that a word stands for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check to add “{0}” to the vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find nouns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the nouns in the captions that the vocabulary lacks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nouns in the captions that the vocabulary does not cover, so they are not checked yet. They are found by their position in the sentence; a few are not objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nouns that the vocabulary lacks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects missing from the vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The object the word stands for; press F2 to change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary covers all nouns in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabularies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a vocabulary with 1 word …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a vocabulary with {0} words …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a vocabulary …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the vocabulary with the checked words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the vocabulary with the checked words to a file, and test with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} in {1}; the most frequent are listed first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} nouns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OtherWindows</name>
    <message>
        <source>It can be open in several windows, which show each other&apos;s changes. Only one at a time can test its images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it here too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show that window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That window is on the computer {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project {0} is open in another window.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnPresetMenu</name>
    <message>
        <source>Delete the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the preset:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No preset was saved: a setting has a value that can&apos;t be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the preset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a preset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes to “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save these settings as a preset, rename or delete one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a preset “{0}” already. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change the preset “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete the preset “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename the preset “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>save the preset “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnPresets</name>
    <message>
        <source>A name has at most {0} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name has only characters that can be seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A preset needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A preset of the program has this name. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A preset of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk and the folder {0}, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its values cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your presets could not be read ({0}). The old file was kept as {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was written by a newer version</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>No project is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open or make a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairsTab</name>
    <message>
        <source>Other programs can train on your verdicts: rejected is a caption as the model wrote it, chosen the same caption without what it hallucinates. No model is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images first: there are no captions yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is not empty, and nothing is overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write preference pairs for training with other programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing preference pairs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PathEditor</name>
    <message>
        <source>A file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse for {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose it in a file dialog.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please choose a path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drop here or browse</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Loading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel or + and − zoom, 0 fits, dragging moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be shown: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}. Click a box to see the evidence; B hides the boxes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaceList</name>
    <message>
        <source>Enter or a double click opens the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures and phrases of the concept</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlacesPanel</name>
    <message>
        <source>All mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only mentions with one verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the image on the Images page, with its evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which mentions are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}”: {1} {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanLine</name>
    <message>
        <source>Does not fit, not even with {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlotHeader</name>
    <message>
        <source>Enlarge this plot, or restore its size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything again (double-click, or key 0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>enlarge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlotPanel</name>
    <message>
        <source>Draw earlier runs dashed beneath this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw {0} beneath</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier runs to draw beneath</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of each point comes from the points before it (per step curves)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetPicker</name>
    <message>
        <source>Changed from the preset “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings that suit a goal or the available memory.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProbePanel</name>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command line that tests the images without this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find missing objects …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key: from the environment ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key: not set. If the server needs one, set {0} and start this program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List nouns in the captions that the vocabulary lacks, and add some to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProjectTool</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close; nothing is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command line that does the same without a window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueDrawer</name>
    <message>
        <source>1 job waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 was interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the queue (Ctrl+J)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue the running job and the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No jobs. A job that is started while another job runs waits here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the running job, and start no further job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the jobs that have ended from the list; what they did is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the jobs that wait, one after another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in another program (process {0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} were interrupted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueEdits</name>
    <message>
        <source>remove “{0}” from the queue</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RailItem</name>
    <message>
        <source>Show {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (Ctrl+{1})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Add annotations of the images, choose a CLIP model, or have the model asked about each object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotated images that are not in the project: {0} ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions imported as the model&apos;s own words: {0} of {1} checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions imported: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions that are empty or repeat themselves: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Categories that are not in the vocabulary: {0} ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed as the model&apos;s own words: {0} of {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that could not be read: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images added: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images annotated: {0} ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images tested: {0}. Mentions: {1}, of which hallucinated: {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images tested: {0}. None of the {1} mentions could be judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images that keep their captions: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images that remain undecided: {0} ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images with a hallucination: {0}; without further captions {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images without a picture: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images without annotation: {0} ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the project already: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not the model&apos;s words: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of images without a picture: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeated images skipped: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions checked so far are kept; importing again continues.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions so far are kept; testing again continues from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unusable lines: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the command line that did this on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the files in the file manager.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the report in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written; double-click to open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written, but not compared: no images were to be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and 1 caption more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {0} captions more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{image}: “{expected}” became “{found}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Reloaded: all {0} captions are the same, token by token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Reloaded: the caption is the same, token by token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ Reloaded: the export does not give the same captions.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResurgenceView</name>
    <message>
        <source>. Bands need at least three seeds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>. Shaded: 95 % intervals over seeds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacks: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CE, nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concept recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth (CE)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination under attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers at each step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>concept recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hallucination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step of the attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, placebo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RobustnessPage</name>
    <message>
        <source>Attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack an erasure in many ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack chosen runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack the checked runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacks and comparisons are runs of a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase with each method, attack each, over several seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure the loss landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the attack suite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form has the settings of {0}; undo restores it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss around the weights of a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model as it is on disk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RobustnessSide</name>
    <message>
        <source>Attack one run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tuning the erased model on captions with the hallucination shows whether it comes back. Erase first, or compare the methods in one go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is erased yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resurgence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resurgence curves appear here, with intervals over seeds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RuleChoice</name>
    <message>
        <source>1 mention changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Combination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How evidence is combined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the verdicts of several sources become one; your own always wins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} mentions change</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunCard</name>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination rate after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination rate before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not attacked yet: see the Robustness page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the command line that does the same on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erasure to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This erasure is {status}. Resume it on the Erase page first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write only the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the HTML report into the project&apos;s folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write, reload and compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ No attack brought the hallucination back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ An attack brought the hallucination back: {0} → {1} of images ({2}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunChoice</name>
    <message>
        <source>Run shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which erasure&apos;s curves are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the run that is starting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunComparison</name>
    <message>
        <source>CE of hallucinated spans, held-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concept recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss of the attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No curves over steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only where they differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positive loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentence loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the selected runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness per step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness, worst case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These runs have the same settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the curves show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With two or more runs: leave out settings that are the same</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunControls</name>
    <message>
        <source>Checkpoint now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause after the current step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the job, or of the current part of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume where it stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after the current step with a checkpoint; the run can be resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a checkpoint after the current step, to resume the run from</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunEdits</name>
    <message>
        <source>Close programs that use its files, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note on {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was not deleted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunFilterRow</name>
    <message>
        <source>All kinds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name, method, concept, note…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only runs of one kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only runs that contain all of these words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunOutcome</name>
    <message>
        <source>1 step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the erased model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the model with this erasure, to try it on images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume from the last checkpoint with the run&apos;s own settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume the run here if the program that worked on it has ended; if it still lives, it stops at its next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See whether the hallucination comes back when the model is fine-tuned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the erased model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>concept recall {0} → {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hallucination {0} → {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running in another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights of step {0} kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Runs of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select several runs to compare them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concepts: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy of the hallucinated spans at its end, in nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination rate at its last measurement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination rate on held-out images at its start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long it took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method of the erasure, or the attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the run&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimisation steps done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the run did</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own words; double-click or F2 to edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SaveButton</name>
    <message>
        <source>Save as PNG picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG drawing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as picture, drawing or table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save values as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreHistogram</name>
    <message>
        <source>Drag a line to judge by another threshold. Keys: up and down choose the line, left and right move it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram of scores with thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scores yet. Choose a detector or a CLIP model in the settings of the Images page, and test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the scores …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} {1:g}, {2} {3:g}; {4} is chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreScale</name>
    <message>
        <source>{0:.1f} on a scale with {1} at {2:g} and {3} at {4:g}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Loading {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model folder of your own instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project {0} opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs after “{0}” and {1} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs after “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This installation does not include {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unloading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is running; stop it or wait for it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” was not started: “{1}” is running.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetPair</name>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exchange before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>at least {low}{unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most {high}{unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}{unit}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings could not be saved: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be read ({0}). Defaults are used; the old file was kept as {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was written by a newer version</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source> This desktop has no notification area: the window&apos;s entry in the task bar blinks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse for {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close; everything is applied already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Else the next job begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the window; a change takes effect at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latest crash record: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs, and the records of crashes if there were any.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No crash was recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause it when a job fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please enter the full path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduced: busy bars stand still, menus do not fade, the cursor does not blink.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say when a job has ended or failed, unless the window is in front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log folder could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a file, not a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a job ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where exports are written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where new projects are made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the dialog for a model folder opens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exports, in the project&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>home folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetupButton</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the settings, to give the curves more room</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sides</name>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption after, of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption before, of {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Source</name>
    <message>
        <source>no evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the caption denies it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message>
        <source>A small model that hallucinates objects, with images: every step in minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A vision-language model on this computer, in the Hugging Face layout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue where you left off: images, verdicts, runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the objects a model sees that are not there, and erase them robustly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Icon of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load model {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an empty project in a folder of your choice (Ctrl+N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open project {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or drop a project, a model folder or images anywhere here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the job at its next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the jobs that wait (Ctrl+J)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the job; what is done is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job is ending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job is paused; resume it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job stops at its next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a checkpoint at the next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepsMenu</name>
    <message>
        <source>Show {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StopQuestion</name>
    <message>
        <source>Keep running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the job?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping writes a checkpoint; the run can continue from it later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is finished is kept; the part at work is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” has worked for {1}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SuiteTab</name>
    <message>
        <source>Attack the erasure in every way of the suite; finished attacks are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacking {0} ({1} suite)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase something first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure to attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the suite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs many attacks and shows the strongest first, beside a placebo: how fast an object that was never invented is learnt. A stopped suite continues where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erasure that every attack of the suite is run on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SuiteView</name>
    <message>
        <source>Attacks, strongest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control is learnt on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control, model before erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased object returns on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination rate after each attack, with its 95 % interval over the tested images; attacks that lower object recall too much come last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No suite was run on this erasure yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not counted: object recall falls by more than {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Placebo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resurgence beside the placebo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>control object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>control, before erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>erased object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hallucination (95 %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>objects named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training step of the attack</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>Please enter a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>separated by “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThresholdsCard</name>
    <message>
        <source>A score above {0} counts as grounded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A score below {0} counts as hallucinated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judging again …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected concept only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the scores of the selected concept only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source of the scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose scores are shown, and judged by the thresholds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThumbnailGrid</name>
    <message>
        <source>Pictures of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not
readable</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>1 hallucinated mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption the images and check every object mentioned (Ctrl+T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import annotations or captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt, CLIP folder and thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test 1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test {0} images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} hallucinated mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} images shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, no mention decided yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} tested</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ToolsRow</name>
    <message>
        <source>1 concept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrate …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check above …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check every concept that is hallucinated at least at a rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count the selected concept as another, such as couch as sofa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the thresholds to the mentions that annotations or you have judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge into …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search concepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words that the concept or its trigger must contain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} concepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, no mention decided yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} of them hallucinated</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Done: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} keeps running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrialPlot</name>
    <message>
        <source>After the attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a trial, or use the arrow keys, to select it; wheel or + and − to zoom, 0 or double-click to fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination after the attack, against concept recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trial {0} ({1}): {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>breaks too many captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other trials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} trials; arrow keys select a trial</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrialTable</name>
    <message>
        <source>Click a heading to sort; Enter uses the settings of the trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trials of the search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Trials</name>
    <message>
        <source>Broken captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concept recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination after the attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination after the erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrialsModel</name>
    <message>
        <source>After attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concept recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination rate on held-out images after the attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination rate on held-out images before the attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the trial, in the order they were begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of captions that are empty or repeat themselves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the erased objects that are still named where they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came of the trial</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TuneControls</name>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the search; finished trials are kept, and it can continue from there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TuneSide</name>
    <message>
        <source>1 trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A search needs to know what is erased. Choose the concepts first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best of {0} trials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose concepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the form of the erasure with them; undo restores the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good settings differ from model to model. A search tries the recommended form with other learning rates, weights and steps, attacks each trial, and shows here what resists the attack and what that costs in recall.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the trials that are missing, with the settings of this search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No search yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No trial has come to its end yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optuna is not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a trial to see its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of trial {0}: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command was copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first trial appears when it begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model before erasure: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The only trial so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search for settings needs the Python library Optuna. Install it into the environment of this program, then come back: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trial {0} ended early: it {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which search is shown; another model is another search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>concept recall {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hallucination {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} trials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: trial {1}, {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} of {2} steps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TuneTab</name>
    <message>
        <source>Choose concepts first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each trial is a short erasure of the chosen concepts, measured on held-out images, and a short attack on it. A search that was stopped continues with the trials it has, as long as only the numbers of trials, minutes and worker processes differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding settings to erase {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optuna is not installed; see beside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try settings in short erasures, each attacked; finished trials are kept</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>grounded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hallucinated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>&amp;Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark text on a light background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the screen, or go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the desktop&apos;s theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light text on a dark background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide what happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme of the s&amp;ystem</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Ask the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the model about this image (Ctrl+Shift+A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence on the selected mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence or questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why the selected mention has its verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a caption repeats itself or is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held out for evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not tested yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the caption repeats itself or is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>used for the erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} captions, the first is greedy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WatchedCaptions</name>
    <message>
        <source>At step {0}, {1} of {2} hallucinated mentions in the watched captions are gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched captions appear at the first measurement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched captions at step {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model says about a few held-out images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>(nothing)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the caption is broken, so nothing counts as gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is still there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Table</name>
    <message>
        <source>Drag jobs that wait to reorder them (Alt+Up, Alt+Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>amounts</name>
    <message>
        <source>{0} billion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} million</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>## Limits

Only the objects listed above were erased; other hallucinations remain. Erasing an object may lower how often it is named where it is present: see the table. Anyone who has the weights can train the hallucination back in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#2fc79b</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#5a3ec8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#b7a5ff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>---
{0}
---

# {1} with the adapter {2}

The LoRA adapter {3} is merged into the weights of {4}. The card of the base model, if it has one, is BASE_MODEL_README.md.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--fit off it is tried all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.7 GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: before the noise, 1: with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: before the pruning, 1: after it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: before the rounding, 1: after it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: the project&apos;s prompt, 1: the prompt of the attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 annotated image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hallucinated sub-sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 invented mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 other file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>12 trials, each measured on fewer images: a first look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 short trials.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>8 and 4 bits can be used on NVIDIA GPUs and, more slowly, on the CPU (there 8 bits not with float16); not on Apple&apos;s GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>8bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; the run has written no adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) above T0 counts as grounded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) above T0 counts as grounded. Default: as for T1, 32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) above T0 counts as grounded. Default: unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) below T1 counts as hallucinated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) below T1 counts as hallucinated. Default: the value in thresholds.json of the CLIP folder, otherwise EFUF&apos;s value for windows of CLIP ViT-B/32, 23. For SigLIP and whole images no value is known, and scores decide nothing without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A CLIP score (100 x cosine) below T1 counts as hallucinated. Default: unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A LoRA adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A caption could not be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A caption in which each word is drawn by chance. Rare hallucinations show in some of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A caption is the model&apos;s own if each of its tokens falls short of the model&apos;s first choice, in log-probability, by less than this. Number formats cause up to about 0.03.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A caption that repeats itself or ends in nonsense. An erasure that is too strong breaks captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A caption without hallucination is kept as a whole if the mean CLIP score of its objects is above T2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A caption without hallucination is kept as a whole if the mean CLIP score of its objects is above T2. Default: as for T1, 27.5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A caption without hallucination is kept as a whole if the mean CLIP score of its objects is above T2. Default: unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A caption without its hallucinations, taught instead of the hallucinated caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A complete model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A complete model in safetensors, with the erasure merged into its weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A few small matrices (LoRA) added to a model. An erasure trains an adapter and leaves the model&apos;s own weights as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of that name exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file or folder of that name already exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file with annotations of these images; no time and no memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with a text file of boxes for each image, and a file of class names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A list of the objects that are in a picture, written by people. It is the strongest evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A lower learning rate and small passes: a starting point, not the result of trials.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model is a folder, not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model that finds objects in pictures and draws boxes around them. It can be used as evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new adapter on the merged model, 32 captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A no below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the path is a file, not a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A photo containing {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A process of the job ended unexpectedly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run&apos;s folder, or the examples.jsonl in it: train on exactly the captions of that attack. Default: captions of the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run&apos;s folder, or the examples.jsonl in it: train on exactly what that run was trained on. Default: what the project&apos;s verdicts give now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sampled word is drawn from the most likely words that together have this probability.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second adapter could not be put on the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second adapter on top could not be exported as one adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A server wrote the captions, and no model has confirmed them as its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A set of attacks that are run together. The strongest of them leads the verdict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A simulated attacker who trains a new adapter during the erasure. The recommended form of SARE defends against it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table with a column of 0 and 1 for each object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table with an image and an object in each row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table without headings: path, box and class in each row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A test image could not be turned into the model&apos;s inputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A third of the steps, measured at the end only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token of a hallucinated span whose cross-entropy is above this, at the weights and at the worst case, is no longer pushed; 0 means no ceiling, as in the papers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A yes above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AMBER F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AMBER accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AMBER precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AMBER recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AMBER: mean share of a caption&apos;s objects that are not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AMBER: mean share of a caption&apos;s objects that people would imagine there too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AMBER: mean share of an image&apos;s objects that its caption names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AMBER: share of captions that name an object that is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About 1 GB of memory; less than a second for an image on a GPU, some seconds on a CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {0} are needed; the disk has {1} free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Absent objects above T0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the terms on https://huggingface.co/{0}, create a token there, log in with it (hf auth login) or set it as HF_TOKEN, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AdamW&apos;s weight decay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adaptive (ASAM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add annotations (sare annotate), or test the images with another source of evidence (sare probe).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add annotations of the images, choose a detector or a CLIP model, or have the model asked about each object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the labels to the vocabulary as objects or synonyms, or choose another detector.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the missing images again, and test them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the names of the labels to config.json, or choose another detector.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the pictures to the project first, then import the captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the pictures, then import the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add “{0}” too, or name another object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding an adapter to the weights of its model, which gives a model without an adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of an OpenAI-compatible server (vLLM, SGLang, llama.cpp, LM Studio, Ollama), such as http://localhost:8000/v1. It writes the captions, and the pictures are sent to it; the model on this computer checks that they are its own words. If the server needs a key, set the environment variable SARE_SERVER_KEY; it is never saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds Gaussian noise to the merged model&apos;s weights, in proportion to the norm of each weight matrix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After benign fine-tuning for {step} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After fine-tuning on your own captions for {step} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After noise on the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After pruning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After relearning for {step} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After rounding to 4 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After rounding to 8 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the first round, the training images are captioned again with the erased model, and what it still hallucinates is erased, as a run that continues the adapter of the round before. Ends early when too little is left to train on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement of two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All captions that one model, with one adapter and one prompt, wrote for the pictures of a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All forms that the run can give.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights can only be trained in a plain model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights of the language model on 128 captions: the strongest attack here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {0} captions are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow longer captions (--max-new-tokens), turn thinking off on the server, or check that {0} describes pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along the gradient to where the hallucination is strongest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also ask yes/no questions about objects (POPE).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also download the Python code that comes with the model. Once run, it can do anything on this computer; running it must be allowed too, when the model is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also keep the result in this project folder, to compare a model before and after an erasure (sare evaluate side-effects).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An XML file of boxes for each image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An adapter cannot be the base of another adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer counts as no if P(yes) is below this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer counts as no if P(yes) is below this. Default: unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer counts as yes if P(yes) is above this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer counts as yes if P(yes) is above this. Default: unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer is yes or no if it begins with the word, or if only one of the two words is in it; any other answer is unclear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An attack brought the hallucination back: from {0} of images to {1} ({2}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An attack that lowers object recall by more than this share proves nothing: it is listed, but is not the worst case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An attack with an object that the model never invented. Only what comes back faster than the placebo was really hidden and not erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An erasure method that lowers the probability of hallucinated mentions and keeps the rest (arXiv 2402.09801). It is the baseline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An erasure of what the round before has left: the pictures are captioned again with the erased model first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An erasure starts from the model before the run, whose own captions it takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An erasure trains a new adapter, which cannot be put on top of {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object beside which the model invents another: it sees a fork wherever there is a cup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object counts as grounded if a box of the detector scores above this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object counts as grounded if a box of the detector scores above this. Default: as for the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object counts as grounded if a box of the detector scores above this. Default: the authors&apos; threshold: 0.35 for Grounding DINO, 0.1 for OWLv2, 0.3 for OmDet-Turbo, 0.7 for DETR, 0.6 for RT-DETR and D-FINE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object counts as grounded if a box of the detector scores above this. Default: unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object counts as hallucinated if no box of the detector scores above this, and as unsure between this and the next limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object counts as hallucinated if no box of the detector scores above this, and as unsure between this and the next limit. Default: Grounding DINO&apos;s text threshold, 0.25; half of the next limit for the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object counts as hallucinated if no box of the detector scores above this, and as unsure between this and the next limit. Default: as for the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object counts as hallucinated if no box of the detector scores above this, and as unsure between this and the next limit. Default: unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object that is chosen for erasure, or can be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object that the model never invented, attacked in the same way for comparison; see placebo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An unexpected error stopped the job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anneal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotate some of the images (sare annotate), or judge some mentions yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotate the images with lists of their objects (sare annotate).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotate the project again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotated images that are not in the project: {0} ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations of images that the file does not list: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations with a category that the file does not list: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations with neither a category nor a caption: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is changing it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is changing the project {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is writing to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program runs the jobs of the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answering the prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything that an erasure made worse or better besides the erased objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apple&apos;s GPU is not available.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As hallucination, with empty and repetitive captions counted as failures too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As pairs, for questions about edited pictures alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As pairs, for questions about unedited pictures alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ascent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ascent steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ascent with KL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for fewer captions at once (--server-requests), or wait longer (--server-timeout).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the model about each object it mentions, in three wordings. Its answers decide only where no other evidence does, and only if all three agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked about it, the model says yes with {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked about it, the model says yes with {score}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking for the object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the hub for {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks about the erased object instead of asking for a description; no weight changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At step {0} the loss or its gradient was no longer a finite number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At step {0} the loss was no longer a finite number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack each erasure in every way of a suite instead, and compare the worst cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack it, export it, or give more --rounds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack it, export it, or start another erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack suite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack suite “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base, EFUF and SARE over three seeds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after are the same captions, {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after are the same model, {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Benign fine-tuning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boxes with a class that has no name: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boxes with categories, or reference captions, of all images in one JSON file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branch, tag or commit; default: the main branch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CHAIR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CHAIR&apos;s recall.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CHAIR-i</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CHAIR-s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP score {0}, above T0 = {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP score {0}, below T1 = {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP score {0}, between T1 = {1} and T0 = {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP score {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP score {score}, above T0 = {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP score {score}, below T1 = {low}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP score {score}, between T1 = {low} and T0 = {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP score {score}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP scoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>COCO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>COCO JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>COCO JSON in which each image lists the categories that were looked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV file to write: a row for each figure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV file to write: a row of values for each image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrate the thresholds on annotated images (sare calibrate), or choose T1 and T0 (sare judge).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can you see {0} in this picture?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption the image again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioning and checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioning images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioning images on the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions cut off by length: {0}; the limit is {1} tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions from elsewhere, drawn at random, that are checked before any is accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions in bands of equal size: longer captions can be wrong more often.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions judged to hallucinate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions of a few pictures that are shown before and during an erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions of the usual length, sixteen images at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions of “{0}” that this file replaces: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions per forward pass; 0 takes a batch at once. Smaller saves memory and leaves every gradient as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions per image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions per step of the attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions per step that keep what is right: grounded mentions and whole responses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions per step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions that are not the model&apos;s own words, not accepted: {0} of {1}. The worst is {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions that are not the model&apos;s own words, skipped: {0} of {1}. The worst is {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions that stop where the model would continue: {0}. They count as cut off at a limit on their length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions that the server is asked for at the same time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions that were received are kept: start again, and only the rest is asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions to forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions to keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions with hallucinations per step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Categories that no annotation uses: {0} ({1}). Whether anybody looked for them is not known, so they stay undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Categories without a name: {0}. Their annotations are skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category ids that have several names: {0}. Their annotations are skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cells with neither 0 nor 1: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes the scenes, the data order, the erasure and the attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check chat_template.jinja in the model folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it is {0} with the objects of these images, or choose {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the adapter was made for this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the folder is complete and is an MLLM in the Hugging Face format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the model&apos;s folder is complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the picture files exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the server obeys the longest caption (--max-new-tokens), and that it sends captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the tasks need no language model as judge: their figures are missing without one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the connection (HTTPS_PROXY names a proxy) and try again; what was downloaded is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk and its connection, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk and the path, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk and the permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the file, or choose another export of these annotations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the model: an erasure that was too strong, or damaged weights, do this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name, owner/model. For a private model log in first (hf auth login) or set HF_TOKEN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the names, or test more images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path and whether the disk is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path; a folder in it may have been moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the permissions of the folder, or copy it to a writable disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the port and the path. Usual addresses are http://localhost:8000/v1 (vLLM), :30000/v1 (SGLang), :8080/v1 (llama.cpp), :1234/v1 (LM Studio) and :11434/v1 (Ollama).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the processor files of the model folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check whether it was moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a CLIP or SigLIP folder: config.json, model.safetensors, tokenizer files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a LoRA adapter in PEFT&apos;s format, with all its weights in adapter_model.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a SigLIP folder with tokenizer.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a branch, tag or commit of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a complete CLIP or SigLIP folder: config.json, model.safetensors, tokenizer.json and preprocessor_config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a complete folder: config.json, model.safetensors, preprocessor_config.json and, for a detector that reads texts, tokenizer files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a disk with another format (FAT32 stops at 4 GB), or a smaller shard size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file in a folder that you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file or folder of annotations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder on a disk that can be written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder on the drive of the images, or copy the images (--copy-images).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, or change its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with a model for zero-shot object detection (such as Grounding DINO, OWLv2 or OmDet-Turbo) or object detection (such as DETR, RT-DETR, D-FINE or YOLOS): config.json, model.safetensors, preprocessor_config.json and, for texts, tokenizer files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a merged object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model&apos;s folder, or the adapter of a run in its “runs” folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a multimodal model (MLLM), such as a LLaVA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a project folder, or test images in a new project first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run whose adapter has the same rank and parts, or start a new erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a text file with one object per line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a version with .safetensors files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an MLLM in the Hugging Face format, such as a llava-hf model, an object detector or a CLIP model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an adapter folder written by an export or a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an empty or a new folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an object that the model names only where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an object with hallucinated mentions, or overrule the verdicts first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose annotations of objects in the vocabulary, or a vocabulary with these objects (sare probe --vocabulary).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose annotations that list the objects of each image, or give this file as questions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose annotations that list the objects of each image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose annotations that people have made or checked. If these are such, remove the confidences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another MLLM, such as a llava-hf model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another attack, or load the model without quantisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another control object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another detector.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose auto or the CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose auto, cpu, cuda or mps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose no quantisation, another number format, or another device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose no quantisation, or another device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose objects in the vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose objects that are hallucinated more often, or test more images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of its runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of these folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of these names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose other captions (--captions-of), or test more images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose other objects (--concepts, --all-concepts) or images (--split), or test more images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose other parts, or full training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose smaller batches (microbatch does not change the result), close other programs, or use a device with more memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the annotation file of these images; they are matched by file name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the annotations of these images; AMBER_12.jpg is the one with id 12.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the annotations of these images; they are matched by file name, whose ending counts too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder in “snapshots” of one of these models, or name the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that holds config.json and the safetensors files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that holds config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model it was made for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model, adapter and prompt with which they were written. Captions of another model can be imported without a check: they can be measured, but not erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the number format float32 or bfloat16, or 4 bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the question file that these answers belong to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the run of an erasure that is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the version of the model with .safetensors files. Or, if you trust where it comes from, convert it: load it in Python with transformers&apos; from_pretrained and write it with save_pretrained into a new folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the version with adapter_model.safetensors. Or, if you trust where it comes from, convert it: load it in Python with PEFT&apos;s from_pretrained and write it with save_pretrained into a new folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two different caption sets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two different objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two objects in the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen for erasure: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs that use it, or choose a folder that you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, lower the LoRA rank, or use fewer processes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model or another device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, or merge on the CPU (--device cpu).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, turn on gradient checkpointing, hold the model in fewer bits (quantisation), or use a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, turn on gradient checkpointing, lower the LoRA rank, or use a smaller model or another device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other windows of this project, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Combination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing methods over seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete the folder where that is possible, or choose another MLLM in the Hugging Face format, such as a llava-hf model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute the layers&apos; activations again for the backward pass instead of keeping them: steps take about a third longer and need far less memory; the result is the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concept recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue from run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue with a run of this comparison even though the process that works on it may still be alive, on another computer or in a container that cannot be seen from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continues to train the adapter that the erasure trained, on hallucinated captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continuing in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert it to COCO JSON: python -m bdd100k.label.to_coco.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert it: datum convert -i FOLDER -if datumaro -f coco -o OUT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert the folder to COCO JSON or Pascal VOC XML (labelme2coco.py or labelme2voc.py, which come with LabelMe), and choose the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert the weights to safetensors, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert them to JPEG or PNG and add them again. For HEIC, install pillow-heif.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cooldown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download the same model, then {0} {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the images of the pairs into the folder, so that it can be shared; their paths are then relative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the key again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the project folder to a writable disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the published model&apos;s preprocessor_config.json into the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the published model&apos;s tokenizer files into the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Core ML models are compiled for Apple&apos;s devices; they cannot be trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct that line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the file, or delete it to use EFUF&apos;s thresholds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct them and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create the folder, or choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DPO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DPO against the hallucinated captions ([arXiv 2305.18290](https://arxiv.org/abs/2305.18290))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DPO strictness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D_neg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D_pos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D_sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the file and resume the run: it then keeps the best of what it measures from there on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo model, EFUF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo model, SARE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo model, recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth of erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device to plan for; it need not be in this computer if its memory is given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Different images help an erasure more than further captions of the same images: to get more examples, test more images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Different objects that a caption names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not fit: it takes about {0}, and of {1} {2} can be planned with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does the hallucination come back?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does the photo show {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dotted: the same for a control object that the captions of the attack name instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download it (sare download {0} --out BASE), then {1} {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download it (sare download {0} --out FOLDER) and choose that folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download or copy the adapter&apos;s folder again, with all its files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download or copy the detector&apos;s folder again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download or copy the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download or copy the model folder again, with all its files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download or copy the model folder again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the model again (sare download NAME --out FOLDER).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the published model&apos;s processor and tokenizer files into the folder again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing scenes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EFUF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EFUF ([arXiv 2402.09801](https://arxiv.org/abs/2402.09801))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EFUF (baseline)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Early stop after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty files beside predictions: {0}. Their images stay undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended after round {0}: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enough seeds for meaningful intervals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase each method with the settings that trials on the demo model found for it, instead of the erasure settings given here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase something first (sare erase), or name a run (--run).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase something first (sare erase), or name the captions or the evaluation after.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase something first (sare erase).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase with more steps or another method if the export has to withstand it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased object named where it is present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased objects: their rates are reported separately from those of other objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasing and attacking with each method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure run to attack; default: the newest that is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure run to attack; empty attacks the model as it is on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure run to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure run to look at; empty looks at the model as it is on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasure that resists small changes of the weights: each step lowers the loss at the worst case nearby (arXiv 2601.16527).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasures start from the captions “{0}” from now on instead of “{1}”{2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasures start from the captions “{0}” from now on, which include those of “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasures still start from the captions “{0}”, which you have chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even with one caption per pass about {0} are missing. The step was not started, because the system ends a program that takes too much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every attack at several strengths, with a placebo for each relearning attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every attack, relearning at two learning rates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every caption of the attack names the control already, its image shows it, or it names no object that has a control.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every caption with a hallucinated object gives a pair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything saved before is kept. If it happens again, report it with the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything saved before is kept. If it happens again, report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the data set again as COCO JSON or Pascal VOC XML.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the erasure with merged weights first (sare export --form merged).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the merged model instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Few captions and steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewest captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File names that several ids have: {0}. These images stay undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File to write the project&apos;s vocabulary with the added words to; must not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that are not Pascal VOC annotations: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files whose objects have a confidence, which are a model&apos;s predictions: {0}. Their images stay undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files with a confidence after the boxes, which are a model&apos;s predictions: {0}. Their images stay undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out which model it was trained on, and {0} {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First sure source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit into memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed radius at which sharpness is measured on held-out examples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of a CLIP or SigLIP model, which scores whether a mentioned object is in the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of a LoRA adapter (PEFT format) to load on top of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of an adapter&apos;s base model; default: the model that the adapter names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of an object detector, or of each of two: zero-shot (such as Grounding DINO, OWLv2, OmDet-Turbo) or with fixed labels (such as DETR, RT-DETR, D-FINE, YOLOS), which judges only objects among its labels. Two detectors decide where they agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the MLLM that wrote the captions: it checks each of them. Default: they are imported unchecked; they can be measured, but not erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the MLLM, or of the adapter, which names its model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the MLLM: config.json, safetensors weights and processor files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the MLLM: config.json, safetensors weights and processor files. With a server, it checks the server&apos;s captions; without it they can be measured, but not erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the MLLM; default: the model that the project was tested with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the MLLM; default: where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the model before erasure, to measure the perplexity of the captions under it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder to write the model to: new, empty, or with a stopped download of the same model. Without it, only the size is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder to write to; must be missing or empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For comparison: a negative loss bounded relative to the model before erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For comparison: keeps the other outputs close to the model before erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For comparison: learns the hallucination, then subtracts what was learnt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For comparison: perturbs in a random direction of length rho.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For comparison: prefers the caption without the hallucination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For comparison: takes the worst case of the whole objective.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For comparison: unlearns the hallucinations and does nothing to keep the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format of the pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on that disk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space or ask for a larger quota, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space or choose another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fresh adversary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen weights in {0} bits: answers differ {1} from those of the unrounded model, and steps take longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen weights in {0}: half the memory of float32, answers differ slightly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further captions found {0} with a hallucination: {1} instead of {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF is the format of llama.cpp and Ollama. Its weights are packed for inference; they cannot be trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaussian noise of {noise_scale:g} times the norm of each weight matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give AMBER&apos;s folder of images; they are matched by file name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give COCO&apos;s annotation files of train2014 and val2014.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give annotations or questions of these images; they are matched by file name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give caption and object files whose image_id or file_name values match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give captions and annotations whose ids match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give each picture a name of its own, write the folders of the pictures into the annotations (a/1.jpg), or correct the names that contradict each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give image files or folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it with --backend; lmms-eval models lists the names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give one of its names as the served model (--server-model).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the adapter&apos;s folder (--adapter).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the adapter&apos;s own model (--model), unless both are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the base model&apos;s folder as the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the final address, often the same with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the folder hallusion_bench as it was unpacked, with its folders VD and VS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the new vocabulary another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the question file too, with --questions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the question that the model was asked, with --prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the same model in 16 or 32 bits as the model (--model), and this adapter (--adapter).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the settings of that run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the {0} of a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient ascent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient checkpointing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient checkpointing is not possible with this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient checkpointing: the same result, steps take about a third longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greedy caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grounded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grounded, hallucinated or unsure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HEIC pictures need the package pillow-heif.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE is set, which keeps the hub&apos;s library from the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML file to write; default: report.html in the project folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML page to write, in a single file that loads nothing from the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML page to write: the results, the values they come from, and every image, in a single file that loads nothing from the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half of the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half of the questions ask about a present object; the absent objects are drawn at random, from the most frequent, or from those that occur with present objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half of the questions ask about a present object; the absent objects are drawn in three ways.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucinated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination or broken text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hallucination rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HallusionBench, answered yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HallusionBench, easy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HallusionBench, errors that are yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HallusionBench, figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HallusionBench, hard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HallusionBench, pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HallusionBench, questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HallusionBench, too many yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Harmonic mean of AMBER&apos;s precision and recall.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out images captioned at each measurement; 0 takes all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Higher means better erased; a falling line is the hallucination coming back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold it in 8 or 4 bits (quantisation), spread it over several NVIDIA GPUs (placement), choose a smaller model, close other programs, or use another device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the frozen weights of the language model in 8 or 4 bits (bitsandbytes): less memory, slightly different answers. Adapters stay float32, and exports use the weights as they are on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holding weights in 8 or 4 bits, which needs less memory and makes slightly different captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How SARE finds the worst case near the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far task-vector negation moves away from the start, opposite to what was learnt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far to go to either side; at 1 a filter moves by its own length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the server may take for one caption until its answer begins, and again until the answer ends. A request that takes longer counts as failed and is repeated (--server-retries). Connecting is not included: it may take 10 seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many captions are computed at once. A smaller number needs less memory and changes no result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many nats of the hallucination a random small change of the weights brings back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many nats of the hallucination the worst small change of the weights brings back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How models of type {0} are prompted is not known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of a hallucinated sub-sentence is unlearned: all of it, as in EFUF, or the mention alone, which leaves the wording of true clauses as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the hallucination the worst-case perturbation of the step brings back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the loss rises at the worst case near the weights. Low sharpness goes with robust erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the negative examples count against what is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the sentence examples count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often a request is repeated when the server is busy or fails, with increasing waits of up to 30 seconds (8 retries: about 90 seconds in all), or as long as the server asks to wait, up to an hour in all. In addition, each try without an answer takes as long as the longest answer may (--server-timeout).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often rho is halved within a step whose perturbation did not bring the hallucination back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How soon DPO is satisfied with a pair of captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How soon NPO and DPO are satisfied with what is forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How soon NPO lets go of a hallucination that is already less likely than before; near 0 it is plain gradient ascent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How strongly an adapter acts, together with its rank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How surprising the captions are to the model before erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the control is chosen among the objects that the model never hallucinates beside the triggers and recalls about as well: by presence beside the triggers, by presence in all images, or by recall, each as close as possible to the erased object&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the sources of evidence are combined; your own verdict always wins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the sources of evidence are combined; your own verdict always wins. Default: the project&apos;s rule; the first sure source in a new project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the sources of evidence are combined; your own verdict always wins. Default: unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the worst case near the weights is found in each step of SARE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How true mentions of an erased object are kept: within their sub-sentence, or each also as a separate target with the weight of a whole sub-sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How varied sampled captions are. A high temperature gives more mistakes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How well a picture and the name of an object match, according to a CLIP model. Thresholds turn scores into verdicts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If a larger share of the sample is not the model&apos;s own, none is accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If that process has ended, take the run over: give --take-over, or use the button “Take over” in the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the file is damaged, move it away; the next search begins a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you trust where it comes from, allow its code (--trust-remote-code) and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignored true objects that are not in the vocabulary: {0}{1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image files or folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image files, or folders of images, to add to the project first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image files, or folders of images, to add.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images added to the project in the meantime have taken their place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images skipped, with an imported caption but no picture: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images that are marked as not labelled: {0}. They stay undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images that do not list the categories that were looked for: {0}. Only what is annotated in them is decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images that have captions of this model and keep them: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images that no annotation describes: {0}. They stay undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images whose captions are used. By default only those that erasures train on, so that the held-out images, on which erasures are measured, stay unseen; with all, they are in the pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images whose captions name no object of the vocabulary: {0}. They stay undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images whose file lists no object: {0}. Since these are most, nobody may have labelled them; they stay undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images whose id belongs to several images: {0}. They stay undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images with a label that the vocabulary lacks: {0}. What is not listed there stays undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images with several captions, all of which count: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images without a picture, whose captions cannot be checked: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images without annotations: {0} ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import captions of its images first (sare import).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import the file with --model for that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In 16 bits rounding can change a caption; in 32 bits do not rely on the export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In 16 bits rounding can change a caption; in 32 bits do not rely on the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In CVAT, choose “Export task dataset” with the format COCO 1.0 or Pascal VOC 1.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In Label Studio, choose “Export” with the format COCO or Pascal VOC XML.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In Supervisely, run the app “Export to COCO” or “Export to Pascal VOC”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In VGG Image Annotator, choose “Annotation”, “Export Annotations (COCO format)”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install NVIDIA&apos;s driver and PyTorch with CUDA, or choose the CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it (pip install bitsandbytes), or choose no quantisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it (pip install pillow-heif), or convert the picture to JPEG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it (pip install {0}), or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it in an environment of its own: python -m venv lmms-eval-env, then lmms-eval-env/bin/pip install lmms-eval; and name that folder with --program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it, or choose another detector.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the version for the installed PyTorch, or choose no quantisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is there {0} in the image?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It already counts as {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It began with other settings than those given now ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It changes a model that makes images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It contains no {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It contains the model&apos;s placeholder for an image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did between two passes of a step, in one of the processes that train the model together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not contain a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not contain the run&apos;s status.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not fit into memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not fit into this computer&apos;s memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It exists, and could be a vocabulary in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has a project that was not made from this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has characters that cannot be sent to a server, such as line breaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has done all of its steps, and is the last of its rounds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has done all of its steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has hundreds of millions of pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no readable config.json: lmms-eval needs a whole model, not an adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no runs yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no such revision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no weights for PyTorch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not recorded what it does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has texts about the images instead of lists of their objects. Choose annotations of objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has weights of an adapter, but no adapter_config.json, which names the base model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has {0} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds a projector or what was trained beside a LoRA, in LLaVA&apos;s own format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a CLIP model, which judges captions: sare probe --clip FOLDER.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a folder, not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a gated model: its owners give access after their terms are accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a part of a diffusers pipeline ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a pointer of Git LFS: the weights themselves were not downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a run of {0}, not of {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a run of {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is an MLX model: its weights are arranged, and often rounded, for Apple&apos;s MLX. {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is an adapter of kind {0}, not LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is an encoder-decoder: image and prompt go into an encoder, and a separate decoder writes the caption. Erasure is designed for models that continue the prompt with the caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is an object detector, which judges captions: sare probe --detector FOLDER.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is damaged ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is damaged: it has no list of jobs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is erased itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in the format of the original LLaVA code; the llava-hf models hold the same weights in the Hugging Face format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is missing, and {0} is only a part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not UTF-8 text ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not a picture, or in a format that cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not erased; the erased objects are {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not in the queue, which has no jobs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not in the queue, which has the jobs {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not in {0} any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not on the PATH.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not resumed or reused; all runs of this comparison are made with the weights that are there now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not valid JSON ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still running ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still running in another process ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the name of no erasure, of no captions and of no kept evaluation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It makes images (model_index.json) and does not describe them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may still be running in another process ({0}), which cannot be seen from this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It printed nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It removed the images or captions that this was about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It should have {0} but has {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It trained the weights themselves, so there is no adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It trains the erasure&apos;s own adapter, and this model has no adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not run, or no held-out image is suitable for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was saved by a newer version of SARE Desktop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was taken over by process {0} on the computer {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was written by a newer version of the program (format {0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its adapter has others ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its base model was in {0}, which is not on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its base model {0} is not on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its checksum doesn&apos;t match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its config.json has the model_type {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its family needs the Python library {0}, which is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its files have {0} of another shape than config.json says: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its files lack {0} that config.json requires: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its files name {0} layers, and the model is built with {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its header is longer than the file, which is cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its header is not that of a safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its kind in config.json, “{0}”, is not one that transformers {1} knows. If it is newer than that, update transformers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its length limit was reached before the first word, as by a model that thinks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its lines are answers to questions, and the pictures are named in the question file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its list of weights is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its matrices have other names or sizes than those to train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its model is not in {0} any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its model was not tested on the project&apos;s images yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its name ends in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its processor has no tokenizer, or its image processor&apos;s files are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its processor needs {0}, which the folder does not have. Copy that from the published model into the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its rows are not those of a project: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its stored tokens spell {0}, its text is {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its tables have version {0}; this version has {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its tokenizer has no token {0}, which stands for an image in config.json. Copy tokenizer.json, {1} and added_tokens.json from the published model into the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its tokenizer is a SentencePiece file ({0}) without tokenizer.json, which needs Python libraries that are not installed. Install them (pip install {1}), or copy tokenizer.json from the published model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its tokenizer starts yes and no with the same token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights are held in fewer bits than on disk, and would be written rounded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights are packed for inference; they cannot be trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights are quantised ({0}), which cannot be trained or exported here. {1} in bfloat16 or float16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights are split by process (ZeRO).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights were saved in 8 or 4 bits by bitsandbytes, and what was rounded off cannot be restored for exports. {0}, and choose 8 or 4 bits when loading it here (quantisation).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its {0} has no linear layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its {0} was not created by SARE Desktop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON Lines file with question_id and image on each line, for answers that name only their question (LLaVA&apos;s model_vqa).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON Lines file: an object with image_id or file_name, and caption, on each line. Caption files of COCO, CHAIR, POPE and lmms-eval are read too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job {0} was not {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs that wait for each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judge the project&apos;s mentions by the suggested thresholds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judged by a rule instead of GPT-4; the split of errors into language hallucination, visual illusion and mixed needs the judge and is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judging mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep in project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it on one device (placement one).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept the weights of step {0} of {1}, the best on held-out images: {2}. After the last step: {3}{4}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept the weights of the last step, {0}: no earlier step was better on held-out images ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept the weights of the last step, {0}: no measurement on held-out images was within the utility bound ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept the weights of the last step: there are no held-out images to measure on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keras RetinaNet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key of the evidence source whose scores are used; an unknown key lists those that have thresholds. Default: the first of them with scores in the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known are: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LEFT JOIN evidence AS e{0} ON e{1}.mention_id = mentions.id AND e{2}.source = ?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LLaMA-Factory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LLaMA-Factory&apos;s ShareGPT format for preferences: sare_pairs.json, and the matching dataset_info.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LVIS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LVIS JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels that nobody has verified: {0}. They are skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger pictures are compressed and scaled down before they are sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest failing share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest picture sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest shortfall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest weights file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest weights file of a merged model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer-wise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate of AdamW, constant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate of the attack, constant. It should tell the trials apart: all of them withstand an attack that is too weak, and none an attack that is too strong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate of the simulated attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave --model out, or start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave these options out to resume it with its own settings, or start a new run with the new settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of these changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines that are not a yes/no question about an object with its answer: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines without an image or a list of objects: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List only pictures with one of these changes. Default: with any.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists with an object that the vocabulary lacks: {0}. What they leave out stays undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LiteRT models are packed for inference on devices; they cannot be trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Little memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA rank, r</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA scale, α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA scale: the update is multiplied by alpha / r.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load it without quantisation to export it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest gradient of the negative loss; a longer gradient is shortened and keeps its direction, so that what is unlearned does not drown what is kept. 0: no limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest gradient; a longer gradient is shortened and keeps its direction. 0: no limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into the server&apos;s log for what it expects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into the server&apos;s log. Ask for fewer captions at once (--server-requests), or try again later: captions that were received are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into the server&apos;s log: the model may have failed to load. Or choose another (--server-model).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for pictures in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower lambda_neg linearly to 0, starting at 40 % of the run, as EFUF&apos;s code does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the largest picture sent (--server-picture-mb), or raise the limit of the server or of the proxy before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the learning rate of the attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the learning rate or rho. The last checkpoint is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MPS exists only on Macs with Apple silicon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magnitude pruning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Majority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many images at a time and short captions, for a first look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark concepts first (sare concepts --choose), or give --concepts or --all-concepts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark concepts first (sare concepts --choose), or give --concepts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark concepts first (sare concepts --choose), or name an erasure run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark every object with at least this share of hallucinated mentions, and at least the minimum number of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark objects first (sare concepts --choose), or give --concepts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matched by the file name, although the folder differs: {0} (“{1}” for {2}/{3}, for example).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matched only by the number in the file name: {0} (“{1}” for {2}, for example).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximum length of a caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximum number of pictures for each kind of change; 0 shows all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean cross-entropy of the hallucinated words, in nats: higher is less likely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure it on its captions only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured on {0} images kept from training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring the loss landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory is short: captions now pass through the model {0} at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory may have been the reason: the system ends a program that takes too much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory may have been the reason; fewer workers need less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the device, such as 24GB, to plan testing and erasing for; 2x24GB or 24GB+16GB are GPUs over which the model is spread. Default: what is free on the device now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory ran out in a process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory ran out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory ran out: captions now pass through the model {0} at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory was probably the reason: since the run began, the system ended {0} for lack of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mentions judged hallucinated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge that adapter into a model of its own (sare merge {0}{1} --out MERGED), test the images with the merged model (sare probe {2} --model MERGED), choose the concepts, and erase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge the adapter into the model first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge the first adapter into the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged concepts: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged objects to count separately again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merging changed {0} of {1} captions: the sum of weights and update is rounded to {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merging takes about {0} of memory; {1} are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merging the adapter into the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods to compare; the model before erasure is always attacked too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microbatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimum hallucinated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model folder, or LoRA adapter folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model of billions of weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More and longer trials: closer to the erasure that the settings are for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More steps, measured on all held-out images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move it away to begin an empty queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Must be none: weights held in 8 or 4 bits would be written rounded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NPO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NPO ([arXiv 2404.05868](https://arxiv.org/abs/2404.05868))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NPO strictness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a folder that has them (--images).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name an erased object before the equals sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name an erasure run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name an erasure that is done and has trained an adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name another folder (--project).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a finished erasure whose adapter is trained further, on the captions of the model that it made. Default: a new adapter, trained on the captions of the base model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a stopped or interrupted attack to repeat under the same name, with its own settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a stopped or interrupted run to resume; its own settings are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the captions after, or of the run whose model wrote them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the captions before, as listed by sare sets. Default: those of the model that erasures start from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the captions or of a kept evaluation before. Default: the model that erasures start from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the captions to judge, as listed by sare sets. Default: all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the captions to use, as listed by sare sets. Default: those of the model that erasures start from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the model on the server. Default: the server&apos;s only model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the model that the kept result is of: a run of the project, such as 0003-sare, or base for the model before erasure. Default: found from the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the run; default: the method and a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the set that erasures start from. Default: unchanged; at first it is that of the first tested model that no run of the project has made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the set that the window shows. Default: unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name on the hub, such as llava-hf/llava-1.5-7b-hf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one of them in full, or {0} for the model before erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the folder of the model that it began with (--model), or start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the folder of the same model (--model).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the folder where it is now (--model).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the folder where the same model is now (--model).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of sets to remove with their captions and verdicts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative ceiling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No adapter could be put on the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No adapter is trained that it could stand beside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No attack that teaches the hallucination finished within the utility bound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption holds a hallucinated mention of {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption names an object that is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption of a held-out image hallucinates one of the erased objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption of the project holds a hallucinated mention of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption of the project mentions it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption to train on hallucinates {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption was measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption without a hallucination was found to keep as a whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No captioned image is annotated: nothing is measured against annotations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No chat template takes images; prompts are written without roles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No complete trial loses {0} and breaks {1}; this one comes closest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No concept is chosen in the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No concept is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No concept is merged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No grounded mention was found to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No held-out caption hallucinates one of the chosen objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image has an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image of the project was tested, and no captions were imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image of the project was tested.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No is the positive class: precision is the share of the answers no that are right, recall the share of what is not there that is denied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No language model was found in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layers were found in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No line has both an image and a caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mention in these captions is hallucinated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mentioned object with a score is known to be {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model on this computer has confirmed the captions “{0}”: they can be measured, but not erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No object is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other settings or form would fit: choose a smaller model, or a device with more memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture has captions of both {0} and {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project was created in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No question is about one of these images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No questions can be built.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No thresholds are known for this model and this way of scoring: the scores are kept, but decide nothing yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No true mention of an erased object was found: the model may unlearn the object itself. Add images that do show it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No version in {0} has a config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No vision encoder was found in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of its captions belongs to an annotated image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of its captions belongs to an image whose objects are known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of its mentions was judged a hallucination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of its question ids is in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the images is a picture of {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the pictures could be sent to the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the project&apos;s images is in {0}: it names “{1}”, for example, and the project has “{2}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the project&apos;s {0} is where it was, such as {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the {0} mentions could be judged, so nothing is known about hallucinations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Norm of the noise on each weight matrix, relative to the norm of the matrix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not downloaded: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not even a single image fits beside the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not even one caption fits beside the model and its training state.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not matched, because several pictures or several names fit equally well: {0} ({1}, for example).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not matched, because the file that describes them has the name of one picture and states that of another: {0} ({1}, for example).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not scored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not seen below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not seen below, second detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing answers at {0} ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing but time: three questions for each object in a caption, to the loaded model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be erased from “{0}” yet: its model has an adapter. Merge it ({1}) and test the images with the merged model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be erased from “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be erased yet: the images were tested with an adapter on the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can judge new mentions in this test: the images have no annotations, no detector or CLIP model is chosen, and the model is not asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing else is lost. Try again once it has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost: wait for it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs to change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing remains of any caption without its hallucinated sub-sentences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was loaded. Choose an earlier checkpoint of the adapter, or train it again with a lower learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was loaded. Choose the model that {0} was trained on, or save the adapter again with PEFT (save_pretrained) from that model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format of the frozen weights; auto keeps the format on disk if the device is fast with it. Trained weights are always float32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format of the written weights; auto keeps the model&apos;s format on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of captions checked at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of captions of each image, for each prompt. The first is greedy, the others are sampled: a model that rarely invents an object may do so in one of them. An erasure is trained on all of them; measurements use the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of captions that the attack trains on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of captions to train on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of directions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of images captioned at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of images captioned to compare the reloaded export with the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of images captioned with the adapter, after merging, and after reloading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of methods to run at the same time, each in its own process. 0: two on a CPU with at least two cores, otherwise one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of nouns to list, the most frequent first; 0 lists all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of parts of the job to run at the same time, each in its own process: at most one for each NVIDIA GPU; on a CPU they share its cores and its memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of points along each direction; an odd number includes the weights themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of processes that train the model together, each on its share of every batch: one for each NVIDIA GPU, or several that share a CPU. The result is the same up to rounding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of shorter ascent steps; each costs a pass over the negative captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of trials, those of earlier calls included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of the jobs, as listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ONNX models are graphs for inference; they cannot be trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object HalBench, objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object HalBench, recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object HalBench, responses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects both affirmed and denied of an image: {0}. They stay undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects named per caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects no longer to erase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects that can be seen, with their places. Small and hidden objects may be missed; two detectors that agree are more certain than one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects that the placebo teaches: banana for every erased object, knife=banana for the knife. Default: chosen by the rule.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects to attack where no run is named; default: those marked in the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects to count as another object from now on, each written couch=sofa.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects to erase; default: those chosen in the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects to mark for erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects whose hallucinations are measured where no run is named; default: those marked in the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects without a name: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects: a caption that hallucinates one of them gives a pair. Default: those chosen in the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the answers that name an object, the share that names one that is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the images that do show an erased object, the share whose caption names it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the pictures in which the erased object really is, the share whose captions still mention it. It should stay high.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the trials that lose {0} and break {1}, this one withstands the attack best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a CPU, bitsandbytes cannot train through 8 bits if the number format is float16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One caption at a time: the same gradients, but slower steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One direction, fifteen points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One direction, forty-one points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One erasure, attack or landscape, with its settings and results in a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One image at a time: slowest, but needs the least memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step along the average of earlier steps&apos; gradients, in a single pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step in a random half of the layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step in the weights under the adapters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step of length rho along the gradient, as in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step that moves each weight in proportion to its size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step with the same length in every layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One strong attack of each kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One-hot CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only an adapter has a base model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {0} hallucinated sub-sentences were found; at least {1} are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {0} objects are known to be {1}: too few for a share of {2}, so {3}. Annotate more images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {0} samples of each task were evaluated: the figures are for trying it out, not for comparison with published numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Images CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenVINO models are compiled for inference; they cannot be trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other captions are named {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other hallucinations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other questions that each picture is captioned with as well, so that more hallucinations show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Override</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overshoot tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>POPE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>POPE JSON Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs of captions whose question isn&apos;t known: {0}. They ask “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parent run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pascal VOC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pascal VOC XML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak learning rate of AdamW.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures found again that had been moved: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures on the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures or folders whose captions are compared; default: some that come with the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures that an erasure is not trained on. All rates are measured on them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures that join no caption, because several pictures or several captions fit equally well: {0} ({1}, for example).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures that were too large and were sent smaller: {0} ({1}: {2}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Placebo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Placement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain erasure, to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain lines with question, context (path of the image), chosen and rejected, for scripts: pairs.jsonl.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present objects below T1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Process {0} of {1} ended ({2}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Process {0} on the computer {1} has been {2} for {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processes for one model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs that do parts of a job at the same time, such as the seeds of a comparison.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs that train one model together, each on its share of every batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project folder for the results; created if it is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project folder whose captions are measured, instead of a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project folder with captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project folder with scored captions and some annotated images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project folder with tested images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project folder with the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project folder; created if it is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts have no token {0}, which stands for an image in config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts that each image is also captioned with. An erasure is trained on these captions too; measurements use the first prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pruned share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PyTorch could not build {0} by its config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PyTorch sees {0} on this computer, and the device is {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question and context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question for the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question of captions that were imported without a question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question {0} of {1} has no picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius for sharpness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius of the sharpness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius of the worst-case perturbation over all trained weights as one vector.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius, ρ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the context of the server (vLLM: --max-model-len, llama.cpp: --ctx-size), shorten the captions (--max-new-tokens), or scale the picture down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the context or the output limit of the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the longest caption (--max-new-tokens) to get whole captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the rate limit of the server, or start again later: captions that were received are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank r of the LoRA matrices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relative paths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relearning attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reloading the {0} in a new process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the negative gradient, matrix by matrix, the part that opposes the running gradient of what is kept. This keeps more recall and gains less resistance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it (pip uninstall torchvision), as it is not needed here, or install the version for the installed PyTorch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it from the words to add.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the placeholder from the caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename or move the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace it, or remove it from the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the file, or continue without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the file, or remove the run&apos;s folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the files, or add the images from where they are now (sare add).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the files, or add them from where they are now (sare add): they are recognised by their content, and their captions and verdicts stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the files, or add them from where they are now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the project folder from a copy; the runs in it can still be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume from an earlier checkpoint or start the run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume it (sare erase --resume) or choose another run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume it with --resume {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume the run even though the process that works on it may still be alive, on another computer or in a container that cannot be seen from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume the run: it continues at its last checkpoint, also with another number of processes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resurgence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rho schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rho, how far from the weights the worst case is looked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rises as the hallucination is unlearned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounding to 4 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounding to 8 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounds the merged model&apos;s weight matrices to 4-bit integers and back, one scale per row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounds the merged model&apos;s weight matrices to 8-bit integers and back, one scale per row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that are not an image with a box and its class: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows with neither yes nor no: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows without an image or a label: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows without an image: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run Python code that comes with the model folder. That code can do anything on this computer: allow it only for folders whose source you trust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run and memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run from a checkout, or train it: python packaging/build_demo_models.py.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run of the erasure, or name of captions or of a kept evaluation. Default: the newest finished erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the strongest relearning attack again with a control object instead of the erased one, on the erased model and on the model before erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs came from the captions “{0}”: {1}. Their results are kept, but they cannot be attacked or measured until the images are tested with that model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SAM on the whole objective ([arXiv 2010.01412](https://arxiv.org/abs/2010.01412))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE (Targeted-SAM over the negative loss, [arXiv 2601.16527](https://arxiv.org/abs/2601.16527))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE against a simulated attacker who trains a new adapter. Needs the memory of a second adapter, and works on models in 8 and 4 bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE with the options that were best in trials against attackers who train a new adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE, adaptive (ASAM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE, fresh adversary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE, half of the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE, layer-wise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE, line search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE, merged weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE, momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE, several steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE, simulated fine-tuning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SARE, simulated relearning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said of a mention that no evidence decides. It is neither erased nor kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said of a mention whose object is in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said of a mention whose object is not in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampled caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampled captions: each token is drawn from the most likely tokens that together have this probability; 1 allows all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampled captions: the logits are divided by this. Higher values give more varied captions and more mistakes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as plain text (UTF-8): one object per line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale it down to at most {0} megapixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of order and initial weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of samples, order and noise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of sampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of the directions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of the sampled captions. The same seed gives the same captions, whatever the batch size, also after a test was stopped and continued.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeds; intervals need at least two, and five or more to be informative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen above, second detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serve a multimodal model with its vision part (llama.cpp: --mmproj) instead of {0}, or choose another (--server-model).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serve the same weights, adapter and number format as the model on this computer, and check the prompt. Served in 4 bits, a model writes other captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Served model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the environment variable {0} to it, where SARE is started. It is not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the steps between measurements (--evaluate-every).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set {0} to the key of this server, where SARE is started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets the smallest weights of each of the merged model&apos;s weight matrices to zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets to rename, each written name=new name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings cannot be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings for a goal, shipped with the program or saved by you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings found are for an erasure that stops once so many measurements in a row on held-out images do not improve on an earlier one; 0: never. Trials are too short for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several shorter steps, each along the gradient at the point it starts from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share answered yes, minus the share whose right answer is yes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of AMBER&apos;s yes/no questions that are answered right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of all answers that are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of captions that are empty or repeat themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of captions that name an absent object that was not erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of each weight matrix that is set to zero, the smallest weights first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of held-out images whose caption names an erased object that is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of images without the erased objects whose caption names one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the answers &quot;yes&quot; that are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the answers no that are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the captions that name an object that is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the captions with a mention whose verdict is hallucinated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the decided mentions whose verdict is hallucinated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the mentions that are of objects that are not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the named objects that are not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the objects in the images that the captions name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the objects in the pictures that the answers name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the pictures whose questions are all answered right (fAcc).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the present objects that are answered with &quot;yes&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the project&apos;s images that are not trained on but used to measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the questions about what is not there that are answered no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the questions answered right about all pictures of their set (qAcc).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the questions answered with &quot;yes&quot;; half of them ask for present objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the questions answered yes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the questions that are answered right (aAcc).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the steps with rising learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the steps, at the end, over which the learning rate falls to 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the words that repeat the words just before them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the wrong answers whose right answer is no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness cannot be measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness, average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness, worst case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorter captions hallucinate less in any case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Should stay low.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated fine-tuning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated relearning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip nouns that occur in fewer captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped {0} about other images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped {0} without annotations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped {0}: the annotations do not cover their pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped, because the file no longer exists: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped, because the file of the image doesn&apos;t exist: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped, because their format cannot be read: {0} ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Span</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread it over two GPUs or more with the device auto or cuda, or keep it on one device (placement one).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start an erasure first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start no attack that would end after this time; 0 sets no limit. Running the suite again does what is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start no further trial after this time; 0 sets no limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the download again; the other files are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the server, wait until it has loaded its model, and check address and port. Servers in containers must share the port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps after which resurgence is measured; it is always measured before the first step and after the last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps after which the simulated attack restarts from the current weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between checkpoints; 0: only at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between measurements on held-out images during an erasure; used only where the best weights are kept, or an erasure may stop early. 0: only at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between measurements on held-out images; 0: only at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after this many measurements in a row on held-out images without an improvement, by the rule for the best weights; 0: never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop it there first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped early, after step {0} of {1}: {2} on held-out images brought no improvement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strictness, β</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suppresses the hallucination at the weights themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suppresses the hallucination at the worst case near the weights (Targeted-SAM).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T0 is the smallest threshold that calls at most this share of the objects not in the images grounded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T1 and T0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T1 is the largest threshold that calls at most this share of the objects in the images hallucinated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T1 must not be above T0, {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T1 must not be above T0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TRL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables of verified labels or of boxes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes about {0} of {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targeted-SAM as in the paper: erasure that is meant to last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task vector scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task-vector negation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teach other objects instead, to see how fast anything is learnt: knife=banana puts a banana where the captions of the attack name a knife, and the hallucination rate is that of the banana.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teach what to say instead: each caption to unlearn is also kept, without its hallucinations, from that point on. Otherwise the model tends to repeat itself there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TensorRT engines are compiled for inference; they cannot be trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test again with the model that the server has (--model): it checks them, and captions that are there are not asked for again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images (sare probe), or import captions (sare import).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images with a model (sare probe), or import captions (sare import).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images with a model first (sare probe), or give --model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images with a model first (sare probe).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images with a model first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images with this model first (sare probe).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test it first: sare probe {0} --model {1} --adapter {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test it first: sare probe {0} --model {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test more images for a stronger attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test more images with the model before its erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test more images, choose objects that are hallucinated, or name an erasure run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test more images, or choose another method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test more images, or choose concepts that are hallucinated more often.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test more images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the images again with such evidence (sare probe {0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the images with the same server and with --model for that: captions that are there are not asked for again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the same images with both models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text file of objects: one per line, the name first, then its synonyms, separated by commas. Default: the demo&apos;s objects for the demo model, otherwise COCO&apos;s 80.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text files without boxes: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That needs the Python library bitsandbytes (pip install bitsandbytes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CLIP model could not be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The LoRA matrices alone, to be loaded on top of the base model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Python library bitsandbytes is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter cannot be merged into this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter could not be compared with its model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter could not be loaded onto the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter could not be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter does not fit the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter in {0} cannot be trained further.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter {0} names {1} as its model, and is merged into {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter&apos;s base model was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter&apos;s weights could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annotation does not list “{0}” in this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annotation does not list “{concept}” in this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annotation lists “{0}” in this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annotation lists “{concept}” in this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annotations could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annotations cover none of the pictures that the answers are about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annotations cover {0} of the vocabulary&apos;s {1} objects; mentions of other objects are not judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annotations decide for no captioned image which objects are absent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annotations decide nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annotations do not cover {0}: nothing is measured there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annotations do not match the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer did not end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of the server has no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attack diverged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attack of the demo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attack “{0}” changes the weights, which 8 and 4 bits do not allow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attack “{0}” is not possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best weights so far could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caption is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caption that a model writes when it always takes the most likely word. Models are compared by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions before and after answer different prompts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions cannot be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions come from a file, and no model has confirmed them as its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions of {0} could not be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions of {0} could not be measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions were not imported: they are not this model&apos;s own words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {0} was not accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template in {0} is for text only: it leaves out the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen parts cannot be trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code runs only if you allow it when the model is loaded (--trust-remote-code).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The complete list of objects of an image on each line of JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversations of TRL&apos;s DPOTrainer for vision language models, with prompt, chosen, rejected and images as in trl-lib/rlaif-v: pairs.jsonl.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data of {0} lie beyond the end of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database reports: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo model is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector cannot judge any object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector could not be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector does not see “{0}”: its best place has {1}, below {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector does not see “{concept}”: its best place has {score}, below {low}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector is unsure about “{0}”: {1}, between {2} and {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector is unsure about “{concept}”: {score}, between {low} and {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector sees “{0}” with {1}, above {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector sees “{0}” with {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector sees “{concept}” with {score}, above {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector sees “{concept}” with {score}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detector {0} has no label for {1} that captions mention: {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk may be failing or was unplugged: copy your data and use another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk reported a read or write error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erasure diverged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erasure is {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erasure method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erasure trained the weights themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erasure whose adapter a run trains further.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erasure&apos;s own adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erasures of the project are: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The examples could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export could not be reloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export was not compared: no images were given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has other captions for {0} of them; not imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged or incomplete ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is larger than this disk&apos;s format allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file names “{0}”, for example, and the project has “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of its tokenizer (tokenizer.json) are missing. Copy tokenizer.json and {0} from the published model into the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files were written, but do not rely on them; check disk and memory and export again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first source that is sure decides, in the order of the sources; detectors that disagree are not sure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder already contains a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder has no chat template (chat_template.json or chat_template.jinja).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is not empty, and existing files are never overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is not empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {0} does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {0} is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form “{0}” is not possible for this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub answered {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub cannot be reached: there is no network, or a firewall or proxy blocks it ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub has no model of that name, or it is private.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub&apos;s answer could not be used ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image and the prompt could not be prepared for this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The index lists it, but it is not in the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The installed bitsandbytes does not work here ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The installed torchvision does not match PyTorch ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key in {0} cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is sent to {0} without encryption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The licence of the base model applies to this one too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loaded model is held in another number format than the run began with: {0}, quantisation {1}; then {2}, quantisation {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss around the weights of a model. A flat landscape means that small changes of the weights bring nothing back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory needed cannot be estimated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model already has an adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model asks to run its own Python code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model before any erasure, as it is on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model before erasure has no adapter to attack and is skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot be spread over several GPUs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not be loaded in {0} bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model does not fit into memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model folder could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model folder is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model folder was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has an adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has none of the modules that the adapter&apos;s settings name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model in {0} is not the same that the run began with: it is another model, or its weights were changed or replaced since (fingerprint {1}, not {2}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model on this computer sees them as they are, and may not confirm their captions. The limit is the largest picture sent (--server-picture-mb).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was not exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s chat template could not be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s own answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s processor files do not fit the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s weights are not complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s weights do not fit its config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name is too long for this disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of an object in a caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The negative examples: hallucinated mentions, with their part of the sentence. The erasure makes them less likely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new name is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number from which all chance of a run follows. Runs that differ in the seed only show how much chance decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number that training lowers. An erasure has three: of the negative, positive and sentence examples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The objects are those of the captions “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The objects in an answer are found by the word list, not by GPT as in the published numbers: compare only with numbers found this way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The objects that annotations of the image list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one attack that is chosen here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other evidence decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper&apos;s scores of each caption, averaged; and scores from counts over all captions, with Cog as the named share of the objects that people would imagine, as in AMBER&apos;s program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part of a model between its eyes (the vision tower) and its language model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part of a model that reads pictures. An erasure never trains it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parts of the MLLM that are trained; the vision tower never is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path of {0} cannot be written relative to {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture and the caption do not fit into the server&apos;s context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is too large for the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures are sent to {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The positive examples: mentions of objects that are in the picture. The erasure keeps them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processes that train the model together cannot continue without each other. Memory may have been the reason; fewer processes need less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project cannot be made again by this version of SARE Desktop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no captions of {0}: test its images with that model (sare probe) to compare figures of all images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no erasures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no finished erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no finished run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no held-out images to measure on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no images, and none of the given files can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no imported captions (sare import).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no picture that they describe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has only {0} {1}; {2} were asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project holds no caption by this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project holds no captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project in the file cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project in {0} could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project in {0} could not be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project in {0} was changed by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project was not tested with a model yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project&apos;s captions have no evidence by {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project&apos;s model was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project&apos;s vocabulary does not have this object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt shown with each image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt that the model was given, for all captions. Default: the prompts in the file; without any, the prompt of the model&apos;s other captions, or “Describe the image.”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompts cannot be answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue was not started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue {0} could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The range in which the true rate lies with a probability of 95 %. Few pictures give a wide interval.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recommended form beside EFUF and the paper&apos;s SARE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recommended preset, whatever else is chosen here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reloaded export answers {0} of {1} images differently, first {2} from token {3} on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reloaded export answers {0} of {1} images with exactly the same tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reloaded model differs in {0} of {1} captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reloaded model gives the same {0} captions, token by token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reloaded {0} differs in {1} of {2} captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reloaded {0} gives the same {1} captions, token by token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The removed images cannot be restored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result stays the same, but steps take longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The return of an erased hallucination after an attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {0} cannot be resumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {0} continues elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {0} was not deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scores could not be calibrated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scores may separate present from absent objects no better than chance: use another model, or another way of scoring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second detector does not see “{concept}”: its best place has {score}, below {low}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second detector is unsure about “{concept}”: {score}, between {low} and {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second detector sees “{concept}” with {score}, above {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second detector sees “{concept}” with {score}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sentence examples: whole captions without a hallucination. They keep the language fluent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The served model cannot see pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server asks to wait for too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has no model named “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has one model, “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is busy or fails.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server itself stopped {0} of them earlier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server lists “{0}”, but does not serve it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server may ignore the pictures: check that it serves a multimodal model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server needs a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server redirects to another address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused the request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server stopped answering.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server {0}; asking again in {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s answer is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s captions are not this model&apos;s own words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings are not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of its image processor ({0}) are missing. Copy that file from the published model into the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the pictures whose captions mention an object that is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The similarity of the object&apos;s name and the image, by a CLIP or SigLIP model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size of a training step. If it is too large, captions break; if it is too small, nothing is erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size of an adapter. A larger rank can change more and needs more memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size of {0} does not match its shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The small change of the weights that brings the hallucination back most. SARE unlearns there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The smallest CLIP score of a whole caption that is kept as a sentence example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The state of a run on disk. A stopped run continues from its last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step did not fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system does not allow it, or another program has the file open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system does not allow it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system does not allow opening the database for writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system says: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tested model&apos;s answers to yes/no questions about the object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The thresholds of the CLIP model could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time was up; run the suite again to do what is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trials in {0} could not be {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trials than which no other is better in both figures at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vision part is a file of its own (mmproj).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary already has it, as “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary contains no object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary has no word for any object in {0} ({1}): {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary has no word for {0}; these annotations are skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary has no “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary ignores it on purpose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary knows none of its {0} labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way the demo tests its images, with its own CLIP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights are held in {0} bits and cannot be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights file {0} is damaged or incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights in {0} are others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights in {0} are quantised: the sum would be rounded to a few bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights in {0} lack {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of the last step will be kept, and the erasure will not stop early: it measures only at its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights themselves cannot be trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights under the adapters cannot be perturbed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker process that did it {0}, for the second time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worst is {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {0} (process {1} on the computer {2}) runs them now: {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their mentions are judged by the other evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no captions named {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no captions of the run {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no captions to find nouns in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no concepts yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no pairs to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no scores to {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no tested images to train on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are none that can be moved: nothing is adapted, or the weights are held in 8 or 4 bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are too few examples to erase from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no adapter to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no adapter to merge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no annotation of this object in this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no device called {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no image to test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no landscape to measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model to work with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model “{0}” to keep the result as.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no question to ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no run {0} in {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such NVIDIA GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file or folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no verdict on the captions “{0}”: no source has decided about an object that they mention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for a training step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to erase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to learn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to relearn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to train on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to tune for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are held in {0} bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are not in {0} either. Name another folder (--images).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are on different drives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This adapter has no weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This adapter&apos;s weights are not in a safe format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is a part of a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is not a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder of the Hugging Face cache holds no complete model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is Ollama&apos;s store of models, in the GGUF format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a folder of the Hugging Face cache, above the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a project, not a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a run of a project, not a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an OpenAI-compatible server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the model that the runs were made with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the Hugging Face cache, not a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model cannot be asked yes/no questions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model cannot be spread over several GPUs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model cannot see images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model cannot write captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model has no separate {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model has no weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model is not supported, and its weights were not downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model was not downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model was not loaded, because it would run its own code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model&apos;s weights are not in a safe format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This {0} is {1}, not a model in the Hugging Face format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thresholds of CLIP scores. Below T1 a mention is hallucinated, above T0 it is grounded, between them it is unsure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To erase further, export the run&apos;s merged model and test it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To plan for a device of another computer, state its memory (--memory 24GB).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many files are open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train an adapter (LoRA), or choose another ascent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train an adapter (LoRA), or load the model without quantisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train an adapter on a model that is loaded without quantisation, or choose another ascent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train the language model instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training after which a model no longer invents the chosen objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training all weights needs them unrounded, in float32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training an erased model on captions with the hallucination, to see how soon it returns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training steps of a trial, at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training steps of each attack that trains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training steps of the attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training steps of the erasure that the settings are for, at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training, noise, rounding or asking that could bring an erased hallucination back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains a new adapter on the merged model, on captions without the erased hallucinations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains a new adapter on the merged model, on hallucinated captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains a new adapter on the merged model, on the captions imported into the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains all weights of the merged model&apos;s chosen parts, on hallucinated captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trial steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trials that tell settings apart there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True objects of the images, matched by file name: Pascal VOC XML, a YOLO folder, POPE JSON Lines, object lists in JSON Lines, LVIS JSON, COCO JSON, Open Images CSV, keras-retinanet CSV, one-hot CSV or CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True objects of the images: Pascal VOC XML, a YOLO folder, POPE JSON Lines, object lists in JSON Lines, LVIS JSON, COCO JSON, Open Images CSV, keras-retinanet CSV, one-hot CSV or CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust remote code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later; what was downloaded is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tuned settings for each method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn off gradient checkpointing and choose smaller batches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two adapters were given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two directions, eleven by eleven points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two programs cannot change captions and verdicts at the same time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two seeds and short runs: a first look, not a measurement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two sources must say the same and none the opposite; otherwise the mention is unsure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under a prompt that asks for the object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo that merge first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unload the model: the run then loads it itself, as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unloading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unloading the previous model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmerge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unset it, or copy the model folder from another computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until it has ended, captions and verdicts are not complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update SARE Desktop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update this program, or move the file away to begin an empty queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use PNG, JPEG, WebP, BMP, GIF, TIFF or AVIF files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a file that sare report wrote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an https:// address, or a tunnel (ssh -L).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use obj_halbench_300_with_image.jsonl, which has the pictures in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use owner/model, such as llava-hf/llava-1.5-7b-hf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the name that the certificate is for, or http:// if the server has none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the version that the file names, or a newer SARE Desktop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the version that the file names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Utility bound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vision tower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visual dependent questions need the picture; visual supplement questions can also be answered without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it has ended, or stop it there, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it has ended, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of forgetting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of forgetting, λ_neg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the negative loss (EFUF&apos;s lambda 1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the sentence loss (EFUF&apos;s lambda 2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of whole captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of whole captions, λ_sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights to keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What an erasure lowers, and with which weights the parts count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is really in each image, as far as the file lists it: nothing is more certain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What most of the sure sources say decides; a tie is unsure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What speaks for or against an object in a picture: annotations, CLIP scores, detectors, and answers of the model itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the attacker does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model is asked; {object} stands for each erased object in turn. Without it each image is asked about once, for example: What else is in the image?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model itself denies when asked. It often confirms what it has invented, and such hallucinations are missed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the trials on the demo model found for each method, and the demo&apos;s attack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the trials on the demo model found for the baseline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the trials on the demo model found for the recommended form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the trials on the demo model found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What turns the gradients of the objective into changes of the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a simulated attacker&apos;s own new adapter has arrived, in one pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a simulated fine-tuning of the weights under the adapters has arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a simulated relearning attack with the same adapter has arrived, in one pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where objects are marked by their rate: skip those with fewer hallucinated mentions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to compute; auto uses CUDA if available, then Apple&apos;s MPS, then the CPU. With several NVIDIA GPUs, cuda:1 is the second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether an object detector, such as Grounding DINO or OWLv2, sees the object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether another object detector sees the object: two are right more often than one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether word and image fit. Small objects are easily missed, and what usually occurs in such a scene easily fits; many mentions stay unsure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which attacks are run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of the server&apos;s models is meant is not clear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With other settings it would fit ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the recommended form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words per caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to add as objects; lantern=lamp adds lantern as a synonym of lamp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worker processes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worst case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worst-case radius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write one object per line: its name, then synonyms, separated by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the model in float32 (--dtype float32) for the captions of model and adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the paths of images relative to the folder instead of absolute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing captions for held-out images during a run, to see hallucination and recall.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>YOLO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes/no questions about objects with their answers, one on each line of JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You said: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You said: {verdict}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own verdict on a mention, which overrides every other source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own verdict on a mention. It counts more than all evidence and can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your share of the disk is used up (quota).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a YOLO folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a folder that is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a model is spread over all NVIDIA GPUs, and the device is {0}. Use the device auto or cuda; CUDA_VISIBLE_DEVICES says which GPUs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adapter_config.json in {0} does not name the base model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adapter_model.bin is a pickle file: opening it can run any program on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>annotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked “{prompt}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto: number format, quantisation, gradient checkpointing and captions per pass that are left at their defaults are chosen so that the job fits into the memory that is free, at the least cost in time; what changes no result comes first. Settings that are given stay as they are. off: everything as given, whether it fits or not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>beside triggers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bitsandbytes does not compute on {0} here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bitsandbytes was tried on a small layer on {0}, and {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be given together with all objects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>captions without the erased hallucinations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>config.json does not name an architecture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>config.json names no token for images (image_token_index): the folder is older than transformers 4.46. Download the published model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contains a value twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>continues an adapter; train a LoRA adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contradicts the other place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cpu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cuda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>falling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fine-tuning steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>float16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>float32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give a model to ask, answers to score, or a file to write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give either a file of answers or a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give either a file of captions or a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give either a model or a project with captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give either a model to ask or answers to score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give either annotations or a file of questions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient ascent on the hallucinations alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient ascent with a KL term ([arXiv 2401.06121](https://arxiv.org/abs/2401.06121))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hallucinated captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imported captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is for models; a project&apos;s own captions are always compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a setting of this job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not an address such as http://localhost:8000/v1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is used by import_own_captions, not by import_captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keras-retinanet CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last: those of the last step; best: those with the lowest hallucination rate on held-out images, of the measurements in which recall of the erased and of all objects is at most 10 % lower than before erasure (the utility bound) and at most 5 more captions in 100 are broken. At equal rates fewer broken captions decide, then higher recall, then the later step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lmms-eval failed with exit code {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lmms-eval separates its arguments by commas, and the path has one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lmms-eval was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lmms-eval wrote no figure of the same task for both models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lmms-eval&apos;s name for {0} is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lora</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lora trains small added matrices; full trains the weights themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lost a true mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>merged model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than one cannot share {0}; use --device cuda.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be 1 for a model that is loaded already: each process loads its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be 1 where the model is spread over all GPUs: each process has a GPU of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be 1 where the model is spread over all GPUs: each worker has a GPU of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be given for the model to caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be given for the model to look at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be given to add words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be given to ask a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be given to measure a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be given, unless a server writes the captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be given: it checks the captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be names, separated by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be none: an adapter is merged into weights in 16 or 32 bits. The merged model can be loaded in 8 or 4 bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be one of {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must begin with http:// or https:// and name a computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must name at least one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must name each GPU of a spread model, such as 2x24GB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must name the words to add.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not be above the limit for a yes, {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not be above the limit for {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not be above the limit for “seen”, {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not be empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not hold a user name, password, key or “?”: addresses are saved. Set {0} instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names several GPUs, and the device is {0}. Use --device cuda.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names the same folder twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>need the Python library Optuna: pip install &apos;sare-desktop[tuning]&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs a model on this computer that writes the captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs a model on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs a model, whose answers are written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs a model, whose captions are written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs the address of a server (--server).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs the model that wrote the captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs the project in which the result is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs the project that holds the captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>negation of the task vector of the hallucination ([arXiv 2212.04089](https://arxiv.org/abs/2212.04089))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nouns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>object lists in JSON Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one-hot CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one: the whole model on one device. spread: the layers of its language model over all NVIDIA GPUs of this computer, for a model that is too large for one of them. Results are the same; the GPUs work one after another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overall frequency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>processes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>projector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random smoothing of the negative loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recalled alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relearning steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repeat a prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repeats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repeats itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rising</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rising: rho, or the learning rate of the simulated attack, grows from 0 over the first half of the run; falling: it falls to 0, starting at 40 % of the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>second detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sub-sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>takes {0} folders at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tensors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model&apos;s own answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the smallest {prune_share:.0%} of each weight matrix set to zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training a new adapter on the merged model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training all weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training the erasure&apos;s own adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights rounded to 4-bit integers and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights rounded to 8-bit integers and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>windows: the best regions of the image, as in EFUF; whole: the whole image, about eighty times faster, but small objects are easily missed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without it, give questions to ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ({1}) covers only some objects; absent objects are drawn from all objects that an image does not show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ({1}) names the project&apos;s images, but has no object that is in one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} A test with the same settings asks for them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} Default: unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} Start again: what was finished is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} The published layout of {1} is used instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} The step was chosen by these figures, so they are slightly optimistic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} accepted the request but did not answer in time ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} annotated images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} answered {1} and asks to wait for {2}. A request waits for at most {3} in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} answered {1} with something other than the JSON of such a server, as a web page, a proxy or another program does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} answered {1}. A redirect is not followed, as it could take pictures and key elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} are kept in {1}: {2} decides nothing there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} are replaced in {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} asked other questions before than after: not compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} asks to run Python code from the folder (auto_map).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} billion weights were too many for {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be continued with these settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be continued.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be evaluated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be resumed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be resumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be the control.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be used as a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot count as {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} contains no config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} contains no preprocessor_config.json, which says how pictures are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} contains no safetensors weights; other formats can contain programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} contains no tokenizer, which turns the names of objects into its input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} contains no tokenizer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} contains no tokenizer.json, only the older spiece.model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} contradicts the model&apos;s config.json, which is used: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be created.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} counts as {1} itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} covers none of the images given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cuts images to {1} pixels, but the vision tower takes {2}. Copy that file from the published model into the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} did not measure the held-out images before its first step and at its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} does not contain the numbers t1 and t0 ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} does not list its models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} does not name the detector&apos;s labels (id2label).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} does not state {1}, and config.json does not determine it for this vision tower. Copy that file from the published model into the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} folders that are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} hallucinated sub-sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has a model of type “{1}”, not one of {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has a model of type “{1}”, which is not a detector.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has its weights only in {1}: opening such a file can run any program on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no LoRA adapter (adapter_config.json).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no caption to prefer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no config.json; the folder above it has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no control.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no line with a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no result yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no safetensors weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no vision part: config.json describes none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has results of one model only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has the predictions of a model, as {1} shows. What a model finds need not be in an image, and what it misses may be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has {1}: {2} of weights and {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds captions and runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds further trained weights (LLaVA&apos;s own script writes the projector there). It is a pickle file, which is not opened, and without it the model is not the one that was trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no .safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no adapter_model.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} invented mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is a JSON Lines file, whose lines have neither the objects of an image nor an answer about one: the first has {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is a model, and no adapter is given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is a pickle file: opening it can run any program on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is above the largest allowed value, {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is below the smallest allowed value, {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is compared on the {1} that both measurements have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is given twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is itself a LoRA adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is neither a word nor word=object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not UTF-8 text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a JSON record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a Python environment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a finite number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a model that answers in text about an image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a name on the Hugging Face hub.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not an amount of memory, such as 24GB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not an erased object and its control, as in knife=banana.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not an erasure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not an object in the vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not in a known format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not in the vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not merged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not one of {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not the same as on the hub.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not the same model as {1}, with which it began.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not usable ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not written as name=new name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not written as source=target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is resumed with other settings ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is {1}, which is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} keeps versions of a model in snapshots.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} leaves {1} on the training images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} looks like a name on the Hugging Face hub. Nothing is downloaded unless you ask for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} minutes have passed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} more images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} moves the weights under the adapters and holds {1} copies of them, which 8 and 4 bits do not allow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of AMBER&apos;s questions are answered right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of its {1} weights have another shape than the model needs: {2} is {3}, not {4}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of its {1} weights have values that are not numbers or are infinite: {2}. Its training diverged, or the file is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the adapter&apos;s {1} weights have names of another version of transformers and were matched with today&apos;s: {2} is {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the adapter&apos;s {1} weights {2} to a part of the model: {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the captions name an object that is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the questions are answered correctly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the questions are answered right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} are empty or repeat themselves, so what they leave out says nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} are not on this computer with the content that they had: {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} only some objects, and not the same of each image; captions are measured against the same objects in all images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} other files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} per pass instead of {1}: the same result, {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} processes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} replaces earlier annotations of {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} sent far more than a caption of the length that was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was made by an older version, which did not keep what each held-out image contributes: its figures have no intervals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was measured on one model only: {1} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was measured on other images after than before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was not renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was not resumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was not shipped with this installation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was requested; PyTorch sees {1} on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was run with: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} weights that it lists are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} weights that its settings require are missing in its file: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} were asked for, but there {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} without a caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} without an answer: they do not count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} works with an adapter; train a LoRA adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} {1}, so that prompts are written as the model learnt them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} {1}; completed from the model&apos;s config.json: {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}. Use --processes instead of torchrun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: line {1} is not an example ({2}: {3}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: making the attack {1} again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: none of {1} other objects fits ({2}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: resuming the erasure {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the attack {1} is already there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the erasure {1} is already there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the vocabulary has no other object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the worker process {1}. This part is done again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: waiting for another worker, which makes the same run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} ({2}). They are skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} was made with other weights than those that are in {2} now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}, {2} true. Add about {3} images that show it, or the model may unlearn the object itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}If memory is short, close other programs, or choose fewer captions per pass (--microbatch 1) or gradient checkpointing; neither changes the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” cannot be added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” cannot count as “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is listed twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a known rule.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” stands for “{1}” and for “{2}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
