"""Commands that change a project and can be undone."""
