"""Acts of reading, one a module. Nothing here is of Textual: a controller is given values and views, and what the
library or the fetcher answers goes to the views in the background."""
