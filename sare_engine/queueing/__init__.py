"""Jobs that wait for each other, in one queue of the user that window and command line share."""
