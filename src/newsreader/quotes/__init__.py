"""The quote engine, pure: from an article to its quotations (`engine.find_quotations`). The stages of a marked span:

- `marks.Marked`: a pair of quotation marks and what stands between them;
- `spans.Span`: that in its sentence, with what leads to it and follows;
- `first_view.MarkedSpans`: all spans of an article with the features of what each is;
- `slots.SpanSpeakers`: a span with the probability of each candidate, by `attribution.Attribution`;
- `first_view.View`: what a span is and who speaks it, seen by itself (`first_view.first_views`);
- `joint.ReadSpan`: the same, decided together with all others (`joint.read_spans`);
- `model.quotation.Quotation`: what is stored and shown.
"""
