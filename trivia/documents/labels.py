"""Labels: how a line divides into `Label: value`, and which labels are ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trivia.documents.headings import read_key
from trivia.documents.rows import clean, protect, restore
from trivia.documents.values import SOURCE

# TMDB's departments that a crew credit can have; acting is what a cast list is for.
DEPARTMENTS = (
    "Directing", "Writing", "Production", "Camera", "Editing", "Sound", "Art", "Costume & Make-Up",
    "Lighting", "Visual Effects", "Crew",
)  # fmt: skip

# Department, job in TMDB's words: the labels pages use. The first label is the one we write.
_CREW = """
Directing, Director: director|directed by|dir|direction|film by|a film by|regisseur|réalisateur|réalisatrice|réalisation|
    réalisé par|un film de|mise en scène|regie|regia|dirección|dirigida por|director and star
Directing, Assistant Director: assistant director|first assistant director
Directing, Co-Director: co-director|co-directed by
Writing, Writer: writer|written by|writing credits|writing|script|script by|scriptwriter|script writer|scénario|scénariste|
    écrit par|drehbuch|sceneggiatura|guion|guión|teleplay
Writing, Screenplay: screenplay|scr|screenplay by|screenwriter|screen play|screen writer|adapted by|adaptation
Writing, Story: story|story by|original story|original story by|based on a story by|histoire
Writing, Novel: novel|novel by|based on the novel by|based on a novel by|from the novel by|original novel
Writing, Book: book|book by|based on the book by
Writing, Theatre Play: play|play by|based on the play by
Writing, Short Story: short story|short story by|based on the short story by
Writing, Comic Book: comic|comic book|graphic novel|manga|bande dessinée
Writing, Characters: characters by|characters created by|based on characters by
Writing, Dialogue: dialogue by|additional dialogue|dialogues by|dialoguiste
Writing, Original Concept: concept|original concept|original idea|idea by|idée originale
Writing, Lyricist: lyrics|lyrics by
Production, Producer: producer|prod|produced by|producteur|productrice|produit par|produzent|produttore|productor
Production, Executive Producer: executive producer|executive produced by
Production, Co-Producer: co-producer|co-produced by
Production, Associate Producer: associate producer
Production, Line Producer: line producer
Production, Casting: casting|casting by|casting director
Camera, Director of Photography: cinematography|cinematographer|cinematography by|director of photography|dop|photography|
    photography by|directors of photography|photographed by|photographie|directeur de la photographie|kamera|fotografia|fotografía|camera
Camera, Camera Operator: camera operator
Camera, Still Photographer: still photographer|stills photographer
Sound, Original Music Composer: music|music by|composer|composed by|original music|original music by|original music composer|
    score|score by|original score|original score by|film score|film score by|musique|musique originale|compositeur|musik|musica|música
Sound, Sound Designer: sound designer|sound design
Sound, Sound: sound
Sound, Sound Editor: sound editor|sound editing
Sound, Sound Re-Recording Mixer: sound mixer|re-recording mixer|sound re-recording mixer
Sound, Music Supervisor: music supervisor|music supervision
Editing, Editor: editor|edited by|editing|editing by|film editor|film editing|film editing by|montage|monteur|monteuse|schnitt|
    montaggio|montaje
Art, Production Design: production design|production designer|production design by|production designed by|décors
Art, Art Direction: art direction|art director|art direction by
Art, Set Decoration: set decoration|set decorator|set decoration by
Costume & Make-Up, Costume Design: costume design|costume designer|costume|costume design by|costumes by|costumes designed by
Costume & Make-Up, Makeup Artist: makeup artist|make-up artist|makeup|make-up|make up
Lighting, Gaffer: gaffer
Visual Effects, Visual Effects Supervisor: visual effects supervisor
Visual Effects, Visual Effects: visual effects|vfx|special effects|special visual effects
Visual Effects, Animation: animation|animation by
Crew, Choreographer: choreographer|choreography|choreography by
Crew, Stunt Coordinator: stunt coordinator|stunts
"""

_FIELDS = """
title: title|film|movie|film title|movie title|titre|titel|titolo|título
original_title: original title|titre original|originaltitel|titolo originale|título original
year: year|year of release|release year|année|jahr|anno|año
release: release date|release|released|theatrical release|premiere|premiered|opening date|opened|date of release|
    theatrical release date|us release|us release date|uk release|uk release date|date de sortie|sortie|
    kinostart|data di uscita|fecha de estreno|estreno|first released|world premiere
certificate: certificate|cert|rating|rated|mpa rating|mpaa rating|mpa|mpaa|certification|film rating|movie rating|
    age rating|content rating|motion picture rating|motion picture rating mpa|motion picture rating mpaa|bbfc rating|bbfc|
    bbfc certificate|fsk|fsk rating|us rating|uk certificate|uk rating|classification|eirin rating|
    bbfc classification|cnc rating
genre: genre|category|film genre|género|genere
runtime: runtime|running time|run time|length|duration|running length|durée|laufzeit|länge|durata|duración
countries: country|country of origin|countries of origin|production country|pays|land|paese|país|nationality
languages: language|original language|spoken language|langue|sprache|lingua|idioma
tagline: tagline|tag line|catchphrase|slogan|accroche
synopsis: synopsis|plot|storyline|plot summary|plot outline|summary|overview|premise|résumé|handlung|sinopsis|trama
imdb: imdb|imdb id|imdb link|imdb page|imdb number|imdb entry|imdb url|internet movie database
cast: cast|starring|star|staring|with|actor|cast highlight|main cast|full cast|lead|lead actor|leading actor|featuring|
    principal cast|leading role|avec|acteur|distribution|darsteller|mit|besetzung|interpreti|con|reparto|voice|voice cast
parents-guide: parents guide|parental guide|parent guide|content advisory|parental advisory
box-office: box office|gross|box office gross
official-site: official site|official website|website|web site|homepage|home page|official page|official web site|site officiel
"""


def _read_list(names: str) -> list[str]:
    return [name.strip() for name in names.split("|") if name.strip()]


def _read_table(table: str) -> dict[str, str]:
    joined = re.sub(r"\n\s+", "", table)
    rows = (row.partition(": ") for row in joined.strip().split("\n"))
    return {read_key(name): field for field, _, names in rows for name in _read_list(names)}


_CREW_LABELS: dict[str, tuple[str, str]] = {}
for _label, _field in _read_table(_CREW).items():
    _department, _job = _field.split(", ", 1)
    _CREW_LABELS[_label] = (_department, _job)
_FIELD_LABELS = _read_table(_FIELDS)

_LINK_KINDS = ("parents-guide", "box-office", "official-site", "other")

_LONGEST_LABEL = 90
_COLON = re.compile(r"\s*[:：](?=\s|$)|\s*[:：](?=[^\W\d]|[“\"‘'«「])")
_COLUMN = re.compile(r"\s*(?:\.{3,}|…{1,}|(?:\. ){2,}\.?)\s*|\s{2,}|\s+[-–—=]\s+")
_BY_LINE = re.compile(
    r"(?P<label>(?:an? )?(?:\w+ (?:and|&) )?(?:directed|written|produced|edited|composed|photographed|film|music|screenplay"
    r"|story|starring|réalisé|un film)(?: (?:by|de|par))?)\s+(?P<value>(?-i:[^\W\d_a-z]).*)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?P<label>.*\S)\s*\((?P<aside>[^()]+)\)")
_EMPHASIS = re.compile(r"(\*\*|__)(?P<label>[^*_]+?)\s*:?\s*\1\s*:?\s*(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line divided at its label. `field` names one of our fields ('' where it is none), `jobs` are
    the (department, job) pairs that a crew label stands for, `aside` is what the label had in
    parentheses. Label and value still hold the stand-ins of `rows.protect`."""

    label: str
    value: str
    field: str = ""
    jobs: tuple[tuple[str, str], ...] = ()
    aside: str = ""
    literal: bool = False

    @property
    def known(self) -> bool:
        return bool(self.field or self.jobs)


@lru_cache(maxsize=512)
def split_label(body: str) -> Labelled | None:
    """Divide a line at its colon or tab; or, for labels we know, at dots, a dash, wide space or 'by'.

    A backslash in front of a label makes it one of nobody's: kept, never understood. Cached, because
    a line is looked at for its shape before it is read.
    """
    emphasis = _EMPHASIS.match(body[:200])
    if emphasis:
        body = f"{emphasis['label']}: {body[emphasis.start('value') :]}"
    literal = body.startswith("\\") and body[1:2].isalnum()
    body = protect(body[1:] if literal else body)
    head = body[: _LONGEST_LABEL + 3]
    colon, tab = _COLON.search(head), head.find("\t")
    if tab > 0 and (not colon or tab < colon.start()):
        label, value = body[:tab], body[tab:].lstrip("\t:： ")
    elif colon:
        label, value = body[: colon.start()], body[colon.end() :]
    else:
        return None if literal else _split_loosely(body, head)
    label, value = clean(label), clean(value)
    if not label[:1].isalnum() or len(label) > _LONGEST_LABEL or len(label.split()) > 8:
        return None
    return Labelled(label, value, literal=True) if literal else look_up_label(label, value)


def _split_loosely(body: str, head: str) -> Labelled | None:
    for found in _COLUMN.finditer(head):
        labelled = look_up_label(clean(body[: found.start()]), clean(body[found.end() :]))
        if labelled.known and labelled.value:
            return labelled
        break
    by_line = _BY_LINE.match(head)
    if by_line and len(body) < 200:
        labelled = look_up_label(clean(by_line["label"]), clean(body[by_line.start("value") :]))
        if labelled.known and _looks_like_names(labelled.value):
            return labelled
    return None


def _looks_like_names(value: str) -> bool:
    value = SOURCE.sub("", value)
    words = value.split()
    small = {"the", "and", "&", "de", "von", "van", "der", "la", "le", "di", "da", "del", "et", "und", "with"}
    return value[-1:] not in ".!?" and len(words) <= 12 and all(w[:1].isupper() or w in small for w in words)


def look_up_label(label: str, value: str) -> Labelled:
    """What a label means. Parentheses after it narrow it: 'Release date (UK)', 'Gaffer (Lighting)'."""
    found = _ASIDE.fullmatch(label)
    aside = found["aside"].strip() if found else ""
    bare = found["label"] if found else label
    if aside in DEPARTMENTS:
        return Labelled(bare, value, jobs=((aside, restore(bare)),))
    if aside.removesuffix(" link") in _LINK_KINDS and aside.endswith(" link"):
        return Labelled(bare, value, field="link", aside=aside.removesuffix(" link"))
    for words in dict.fromkeys((label, bare)):
        key = read_key(words)
        if key in _CREW_LABELS:
            return Labelled(label, value, jobs=(_CREW_LABELS[key],), aside=aside)
        if key in _FIELD_LABELS:
            return Labelled(label, value, field=_FIELD_LABELS[key], aside=aside)
    jobs = _split_jobs(bare)
    return Labelled(label, value, jobs=jobs, aside=aside)


def _split_jobs(label: str) -> tuple[tuple[str, str], ...]:
    """'Written and directed by' is two jobs."""
    parts = re.split(r"\s*(?:&|/|,|\band\b)\s*", label)
    jobs = [_CREW_LABELS.get(read_key(part)) or _CREW_LABELS.get(read_key(f"{part} by")) for part in parts]
    return tuple(dict.fromkeys(jobs)) if len(parts) > 1 and all(jobs) else ()  # type: ignore[arg-type]
