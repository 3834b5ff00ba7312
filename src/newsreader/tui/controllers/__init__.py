"""Controllers, one for each part of what a reader does. They do not use Textual: they are given views (protocols of
panes), and show the answers of the library and the fetcher there."""
