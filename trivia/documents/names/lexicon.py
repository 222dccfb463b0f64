"""The closed word classes that film prose is read with: grammar, jobs, kinds of works, kinds of places.

No name of a person, a film or a place is in here. Words are casefolded, with straight apostrophes.
"""

from __future__ import annotations

import re


def word_set(text: str) -> frozenset[str]:
    """A set of the words of a text."""
    return frozenset(text.split())


def inflect(verbs: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Third person, past and base forms of verbs written 'say/said' or, when regular, 'want'."""
    present, past, base = set(), set(), set()
    for entry in verbs.split():
        stem, *irregular = entry.split("/")
        base.add(stem)
        if stem.endswith(("s", "sh", "ch", "x", "z", "o")):
            present.add(stem + "es")
        elif stem.endswith("y") and stem[-2] not in "aeou":
            present.add(stem[:-1] + "ies")
        else:
            present.add(stem + "s")
        if irregular:
            past.update(irregular)
        elif stem.endswith("e"):
            past.add(stem + "d")
        elif stem.endswith("y") and stem[-2] not in "aeou":
            past.add(stem[:-1] + "ied")
        else:
            past.add(stem + "ed")
    return frozenset(present), frozenset(past), frozenset(base)


_ADVERB = re.compile(r"\w{3,}(?:ally|edly|ingly|ously|ently|antly|arly|ably|ibly|tely|sively)")


def is_adverb(word: str) -> bool:
    """Whether a folded word is an adverb by its ending ('originally', but not 'emily')."""
    return _ADVERB.fullmatch(word) is not None


def _plurals(words: frozenset[str]) -> frozenset[str]:
    """The plurals of nouns, regular enough for job titles."""
    plural = set()
    for word in words:
        if word.endswith("y") and word[-2] not in "aeou":
            plural.add(word[:-1] + "ies")
        elif word.endswith(("man", "men")):
            plural.add(word[:-3] + "men")
        elif word.endswith(("s", "ch", "sh", "x")):
            plural.add(word + "es")
        else:
            plural.add(word + "s")
    return frozenset(plural)


# Words of a sentence that are never part of a name, though a sentence may begin with them.
FUNCTION = word_set("""
    a an the this that these those its it he she they we you i his her their our your my him them us me
    who whom whose which what when where while why how whether if though although because since until
    till unless once as than so and or but nor yet for of in on at by to from with without within into
    onto upon over under above below about after before during between among amongst against across
    along around near behind beside besides beyond despite except inside outside like unlike off out per
    through throughout toward towards up down via versus vs is are was were be been being am has have
    had do does did not no yes all any both each either neither every few many more most much none other
    others another same several some such one two three four five six seven eight nine ten first second
    third last next only also even just still then there here now never ever always often sometimes
    again later soon early earlier meanwhile however therefore thus hence instead perhaps maybe indeed
    additionally furthermore moreover besides otherwise too very quite almost nearly can could would
    should might must shall cannot can't couldn't didn't doesn't don't hadn't hasn't haven't isn't
    wasn't weren't won't wouldn't it's he's she's they're there's that's what's at's due given according
    apart aside thanks contrary someone somebody everyone everybody anyone anybody nobody something
    nothing everything anything people today tomorrow yesterday half part
    """)

# Words that stand in the middle of a title in lower case.
CONNECTORS = word_set(
    "a an the of and or to in on at for from with by as vs is de la le du da di del der und et &"
)

PARTICLES = word_set(
    "de du da di del della dei des der den den dos das la le les lo van von vom zu zum zur"
    " ten ter te bin ibn al el af av"
)

SUFFIXES = word_set("jr sr ii iii iv esq phd md")

HONORIFICS = word_set("""
    dr doc mr mrs ms miss mister madame monsieur sir dame lady lord prof professor doctor capt captain
    col colonel lt lieutenant sgt sergeant maj major gen general cmdr commander adm admiral pvt private
    cpl corporal rev reverend father sister brother mother uncle aunt auntie grandma grandpa st
    detective inspector officer agent sheriff deputy marshal judge senator president governor mayor
    chief nurse señor señora herr frau
    """)

# Abbreviations whose full stop does not end a sentence.
ABBREVIATIONS = word_set(
    "dr mr mrs ms prof capt col lt sgt maj gen cmdr adm pvt cpl rev st jr sr inc co corp ltd"
    " bros vs no vol etc messrs"
)

# What people do for a living on and around a film, and in the arts.
_JOB = word_set("""
    actor actress director co-director writer co-writer screenwriter scriptwriter playwright novelist
    author co-author poet essayist journalist critic columnist biographer historian philosopher novelist
    dramatist lyricist librettist songwriter composer conductor musician singer rapper vocalist
    guitarist drummer pianist violinist cellist bassist organist saxophonist trumpeter soprano tenor
    baritone producer co-producer showrunner filmmaker film-maker auteur documentarian cinematographer
    cameraman camerawoman operator photographer editor artist painter sculptor illustrator cartoonist
    animator designer decorator dresser costumier couturier architect engineer technician mixer
    supervisor coordinator choreographer dancer ballerina stuntman stuntwoman double stand-in understudy
    extra performer comedian comic entertainer magician puppeteer mime narrator presenter host
    broadcaster announcer reporter interviewer assistant intern secretary manager agent publicist
    executive mogul chairman president founder co-founder ceo owner inventor scientist physicist chemist
    biologist mathematician astronomer neurologist psychologist psychiatrist psychoanalyst surgeon
    physician consultant adviser advisor expert trainer coach teacher professor student boxer wrestler
    athlete footballer swimmer racer pilot astronaut star co-star superstar starlet lead newcomer legend
    icon veteran winner nominee laureate contestant model supermodel celebrity collaborator member
    creator co-creator caricaturist voice-actor artiste gaffer grip carpenter armourer armorer makeup
    hairstylist stylist hairdresser chef cook politician senator activist lawyer attorney translator
    linguist sculptress screenwriting novelist-turned-director foley bandleader frontman mezzo-soprano
    astronomer chess
    """) - {
    "double",
    "extra",
    "lead",
    "comic",
    "makeup",
    "chess",
    "foley",
    "screenwriting",
    "grip",
    "host",
    "mime",
    "model",
    "icon",
}
JOBS = _JOB | _plurals(_JOB)

_KIN = word_set("""
    wife husband ex-wife ex-husband spouse fiancé fiancée fiance fiancee son daughter brother sister
    sibling father mother dad mum mom cousin nephew niece uncle aunt grandson granddaughter grandfather
    grandmother stepson stepdaughter twin friend colleague partner boyfriend girlfriend ex-girlfriend
    ex-boyfriend roommate neighbour neighbor widow widower mentor protégé idol rival pupil disciple
    """)
KIN = _KIN | _plurals(_KIN)

# People that only a story has: what is named so is a character.
_FICTIONAL = word_set("""
    character protagonist antagonist hero heroine villain villainess anti-hero antihero sidekick
    love-interest
    """)
FICTIONAL = _FICTIONAL | _plurals(_FICTIONAL)

# The nouns that a company, an institution, a place, a product or a prize ends in or begins with.
NOT_PERSON = word_set("""
    inc co corp corporation company companies ltd llc plc gmbh group holdings industries enterprises
    partners bros brothers studios studio pictures productions production films film entertainment
    features media records music label network networks channel television tv radio broadcasting press
    publishing publishers books comics magazine times post herald tribune gazette journal news weekly
    daily review guardian reporter variety observer university college school academy institute
    institution museum gallery library archive archives foundation society association union guild
    council committee commission board bureau agency department ministry office parliament congress
    senate court police army navy force corps guard orchestra philharmonic symphony choir quartet trio
    band ensemble opera ballet theatre theater cinema playhouse arena stadium centre center hall hotel
    motel inn restaurant café cafe diner bar pub club casino hospital clinic church cathedral abbey
    chapel temple mosque cemetery prison jail castle palace tower bridge building house mansion manor
    court plaza mall market store shop airport airlines airways airline station railroad railway rail
    line lines subway metro terminal port harbor harbour pier dock wharf street road avenue ave lane
    drive boulevard blvd highway freeway way square circus crescent terrace alley route turnpike parkway
    park garden gardens zoo beach bay cove coast island islands isle isles peninsula cape river creek
    lake lakes sea ocean gulf strait canal falls waterfall mountain mountains mount mt hill hills valley
    canyon desert forest woods national state states county province district borough city town village
    heights springs republic kingdom empire federation territory north south east west northern southern
    eastern western central upper lower new old great grand royal united international american british
    european world global award awards oscar oscars prize prizes medal trophy cup festival fest globes
    globe emmy emmys grammy grammys tony bafta championship championships league games olympics war wars
    battle revolution treaty act law bill day days night week month year century age era series trilogy
    saga franchise show edition dvd blu-ray collection anthology project system systems computer phone
    software technologies technology electronics instruments motors automobiles aircraft airplane camera
    cameras lens lenses code rating board catholic christian jewish muslim buddhist protestant islamic
    high supreme metropolitan commuter interactive digital online website internet web san santa los las
    saint st fort rio el sierra côte mont monte universal paramount imax technicolor
    """)

# … and those of them that many people are called, too.
SURNAMES_TOO = word_set("""
    park lake hill hills lane street day law church castle west north guard post court house woods bay
    cove forest gardens garden marshall bridge pier field fields banks brook hall week temple abbey bar
    bill christian tony oscar grammy young rivers chapel sea harbor gates parks mason prince king weeks
    glass march april may june august
    """)

MONTHS = word_set("""
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday christmas easter halloween thanksgiving
    """)

# Kinds of works, as prose says them, and as we keep them.
KINDS = {
    word: kind
    for kind, words in {
        "film": "film films movie movies picture blockbuster documentary remake sequel prequel short western"
        " thriller comedy feature feature-length epic musical biopic melodrama classic",
        "poem": "poem poems sonnet ode ballad epistle elegy",
        "album": "album albums lp soundtrack record mixtape",
        "song": "song songs single track tune hymn aria anthem hit lullaby",
        "book": "book books memoir autobiography biography textbook anthology",
        "novel": "novel novels novella bestseller",
        "story": "story tale fable short-story",
        "play": "play plays stageplay tragedy drama",
        "opera": "opera operetta ballet symphony concerto sonata",
        "painting": "painting paintings portrait fresco mural print sculpture photograph",
        "series": "series sitcom show miniseries mini-series serial soap trilogy saga franchise tetralogy",
        "comic": "comic manga graphic-novel cartoon strip",
        "game": "game videogame",
        "magazine": "magazine newspaper journal periodical",
        "essay": "essay article treatise pamphlet",
        "episode": "episode",
    }.items()
    for word in words.split()
}

# Kinds that are called by their maker: 'an X Y poem', 'the X Y song'.
AUTHORED = word_set("poem song novel album book story play painting opera essay")

# What follows a title that has no quotation marks: 'the X trilogy'.
CYCLES = word_set("trilogy saga franchise series films movies tetralogy")

PLACE_LEADS = word_set(
    "in at on near across around through outside inside into onto toward towards throughout"
)

ARTICLES = word_set("the a an this that these those its every each any no some another")

# A name after one of these begins a clause, so that a verb after it is its own.
SUBJECT_LEADS = word_set("""
    when while where as that because after before until till if and but or which whenever wherever since
    though although so then once how why what whom than unless whereas says said claims thinks
    """)

ADVERBS = word_set("""
    also then never once first only even later almost nearly just still himself herself themselves both
    all always often again soon now actually who has have had not ever too
    """)

AUXILIARIES = word_set("""
    is was are were be been has have had would could should will can may might did does do didn't wasn't
    couldn't wouldn't can't won't doesn't hadn't isn't weren't must cannot
    """)

# What only a human being does, and prose about the making of a film is full of.
_TOLD = """
    say/said suggest want tell/told ask think/thought feel/felt decide audition improvise recall refuse
    decline agree insist write/wrote/written rewrite/rewrote direct compose portray voice claim admit
    reveal state explain believe know/knew/known hate love dislike spend/spent work learn/learned/learnt
    train study/studied meet/met consider express choose/chose/chosen cast/cast hire offer accept reject
    quit/quit die retire marry/married sign join co-write/co-wrote star design paint edit produce record
    narrate pitch persuade convince lobby/lobbied campaign visit suffer ad-lib/ad-libbed
    ad-libbed/ad-libbed insist argue complain joke remark comment mention confirm deny/denied confess
    state announce declare note object propose recommend request demand prefer like enjoy admire imagine
    invent conceive create develop adapt choreograph compose perform play sing/sang/sung conduct
    photograph film shoot/shot storyboard research prepare rehearse practise practice lose/lost gain
    wear/wore try/tried attempt manage struggle intend plan/planned hope wish fear worry/worried
    apologise apologize thank praise criticise criticize dismiss credit cite describe call dedicate
    donate earn receive win/won inspire encourage urge force help teach/taught read/read draw/drew drawn
    sculpt build/built devise coin hum whistle compile supervise oversee/oversaw appear cameo reprise
    understudy turn drop come/came go/went take/took give/gave make/made see/saw find/found do/did
    get/got bring/brought buy/bought break/broke fall/fell injure hurt/hurt begin/began start stop
    continue finish leave/left return arrive walk run/ran fly/flew drive/drove ride/rode sleep/slept
    eat/ate drink/drank smoke laugh cry/cried watch listen hear/heard speak/spoke talk allow let/let
    keep/kept hold/held stay live grow/grew show remember forget/forgot forgot discover realise realize
    notice serve act approach contact write-in co-star co-direct co-produce replace contribute insert
    slip/slipped remake/remade name borrow base model pay/paid send/sent use hide/hid asked
"""
TOLD_PRESENT, TOLD_PAST, TOLD_BASE = inflect(_TOLD)

# The present tense in which prose speaks of film people; any other present tense tells the story.
CREDITED_PRESENT, _, _ = inflect(
    "play portray voice sing perform whistle star cameo direct produce compose narrate"
    " claim recall explain admit state credit cite describe"
)
# … and the present tense that both may stand in.
SHARED_PRESENT, _, _ = inflect("say play appear make call consider think like believe reveal mention note do")

# What films, companies and places do, too.
OF_THINGS_TOO = word_set("""
    failed premiered grossed lasted contained remained closed followed resulted happened occurred seemed
    looked sounded proved marked ranked topped aired flopped burned collapsed existed differed belonged
    resembled opened released featured influenced inspired
""")

# What becomes of human beings: 'was considered', 'had been offered'.
UNDERGONE = word_set("""
    dismissed sacked said believed wanted worn thought considered cast asked offered hired approached
    paid replaced born interested attached brought fired injured chosen invited unable unavailable busy
    afraid allergic pregnant trained forced reluctant nervous years old eager keen unaware told
    impressed married drunk sick ill friends going credited persuaded convinced recast rumoured rumored
    signed dubbed auditioned allowed trying working living studying teaching dating suffering dying
    young famous angry seen heard disappointed amused fond proud upset annoyed delighted thrilled
    shocked surprised horrified moved touched excited displeased pleased frustrated furious jealous
    ashamed hesitant sceptical skeptical adamant unhappy happy uncomfortable terrified scared
    hospitalized hospitalised wanted choice
    """)

# Verbs whose object is somebody: 'cast X Y', 'replaced X Y', 'starring X Y'.
TAKES_SOMEBODY = word_set("""
    cast casting recast hired hire hiring asked asking approached approaching offered replaced replacing
    replace invited inviting starring stars starred featuring including persuaded persuading convinced
    convincing met meeting told telling thanked thanks thanking married credited credits interviewed
    interviewing photographed considered considering wanted auditioned portraying impersonating idolised
    idolized admired named honoring honouring saw
    """)
LINKS_SOMEBODY = word_set("with for like to about than alongside opposite against between from and or except")

# 'the work of X Y', 'the voice of X Y'.
OF_SOMEBODY = word_set("""
    work works voice voices music films paintings poems poetry plays novels writings theories style
    influence career death life widow son daughter wife husband brother sister father mother friend
    friends performance performances portrayal memory fan fans admirer student pupil idea ideas
    photographs songs lyrics hands face likeness casting choice talents singing name names image
    autograph company help
    """)
OWNED_BY_SOMEBODY = OF_SOMEBODY | word_set("""
    script screenplay novel book poem song album film play story role character costume hair accent
    wedding direction debut concept assistant agent house favorite favourite own first last death
    birthday painting score vision request insistence contract salary audition schedule absence cameo
    real
    """)

# Speakers and parts that are nobody's name.
NOBODY = word_set("""
    man woman boy girl men women kid child children crowd everyone everybody all both voice narrator
    announcer waiter waitress bartender policeman policewoman cop guard soldier driver reporter
    reporters clerk customer passenger patient stranger himself herself themselves self various unknown
    others old young another other first second third group chorus radio television computer phone
    caption title card text lyrics sign baby host mother father teacher student receptionist secretary
    extra cameo uncredited voice-over the a an of in number
    """)
