"""The window around the pages: navigation, menus, status line, dialogs and notices."""
