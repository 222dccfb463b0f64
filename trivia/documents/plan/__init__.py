"""What applying a page would do: every row new, unchanged, changed, in conflict or missing.

Nothing is written here. The preview shows a `Plan`, `apply` makes the same plan again inside its
transaction and refuses when its `digest` has moved. Each value is judged by three sides (`sides`):
where the page did not move, ours stands; where only the page moved, it is followed; where both did,
ours stands and the page's value is proposed.
"""

from trivia.documents.plan.film import FilmPlan
from trivia.documents.plan.making import Plan, make_plan
from trivia.documents.plan.rows import RowPlan
from trivia.documents.plan.sides import Clash, State, count_states

__all__ = ["Clash", "FilmPlan", "Plan", "RowPlan", "State", "count_states", "make_plan"]
