"""The quote engine, pure: from an article to its quotations (`engine.find_quotations`). The stages of a marked span:

- `marks.Marked`: a pair of quotation marks and what stands between them;
- `spans.Span`: that in its sentence, with what leads to it and follows;
- `views.MarkedSpans`: all spans of an article with the features of what each is;
- `slots.Spoken`: a span with the probability of each speaker, by `attribution.Attribution`;
- `views.View`: what a span is and who speaks it, seen by itself (`views.first_views`);
- `joint.ReadSpan`: the same, decided together with all others (`joint.read_spans`);
- `model.quotation.Quotation`: what is stored and shown.
"""
