# Finding things.
# used: search-kind-* search-kind-one-* search-filter-* search-order-*
search-title = Search
search-title-for = “{ $words }” – Search
search-label = What are you looking for?
search-suggestions = Suggestions
search-count = { $count ->
    [0] Nothing found for “{ $words }”
    [one] 1 result for “{ $words }”
   *[other] { $count } results for “{ $words }”
}
search-count-all = { $count ->
    [0] Nothing to show
    [one] 1 result
   *[other] { $count } results
}
search-corrected = Nothing has “{ $words }”. These are the results for “{ $corrected }”.
search-partly-corrected = Nothing has all of these words. These results have at least half of “{ $corrected }”.
search-partly = Nothing has all of these words. These results have at least half of them.
search-cut = That was long: the first { $max } characters were searched.
search-stop-words = These words are in almost every text. Add a word that says what you are looking for.

search-kind-consultation = Consultations
search-kind-proposal = Ideas
search-kind-comment = Comments
search-kind-statement = Statements
search-kind-one-consultation = Consultation
search-kind-one-proposal = Idea
search-kind-one-comment = Comment
search-kind-one-statement = Statement
search-comment-on = Comment on:
search-note-proposal = { $count ->
    [one] Idea in “{ $place }”, 1 support
   *[other] Idea in “{ $place }”, { $count } supports
}
search-note-comment = Comment in “{ $place }”
search-note-statement = Statement in “{ $place }”
search-note-consultation = Consultation

search-filter = Filter
search-filter-kind = What
search-filter-consultation = Consultation
search-filter-theme = Theme
search-filter-area = Place
search-filter-status = Where it stands
search-filter-apply = Show these
search-filter-clear = Clear
search-filter-more = { $count } more
search-order = Order:
search-order-relevance = Best match
search-order-newest = Newest
search-order-supported = Most supported
search-pages = Pages of results
search-first-page = First results
search-next-page = More results

search-nothing-title = What you can do now
search-nothing-hint = Try fewer or other words. Accents and capital letters make no difference.
search-nothing-filters = Nothing fits the words and the filters together.
search-nothing-no-words = There was no letter or digit to search for.
search-nothing-at-all = There is nothing public here yet.
search-nothing-wider = Search without filters
search-nothing-everything = Show everything
search-nothing-propose = Propose it in “{ $place }”

search-similar-title = These ideas exist already
search-similar-hint = If one of them says what you mean, support it: together you are heard better. If not, go on.
search-similar-supports = { $count ->
    [one] 1 person supports it
   *[other] { $count } people support it
}
