"""The verbs of the engine, one module each, named as the verb.

A verb takes a config and returns events, or its answer at once. A job is an iterator of events
whose last one is `Finished` or `Failed`; it raises nothing that a user can cause. The same
iterator runs in a script, under the command line and in the window:

    for event in erase(EraseConfig(project=folder)):
        print(event)

Importing a verb is cheap: heavy libraries are imported when a job starts, not before.
"""
