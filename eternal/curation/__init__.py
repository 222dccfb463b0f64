"""The ground floor: what every curated record has, whatever it is about.

Standing and address (`models.record`), one history for every write (`history`), proposals waiting for
an editor (`models.proposal`) and the triggers that keep `public` true (`triggers`). Knows no film.
"""
