# The texts of an imported consultation. Used by the command `cabildo import`.
# used: import-*
import-participant = Participant
import-summary = Proposals and comments brought in from another participation platform, to read, discuss and support here.
import-description =
    These proposals, comments, votes and supports come from another platform, where they were written by its users.
    Here, authors have pseudonyms, and the supports from there are counted apart from the signatures given here.
import-promise = What was promised to the authors, the platform promised on which they wrote. Supports given here are counted as signatures.
import-phase = Discuss and support
import-phase-description = Read what was proposed, comment on it, support it, and add what is missing.
