"""Lists of English words that help to find nouns in captions without a parser."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ONE = _words("a an another each every one")
MANY = _words(
    "two three four five six seven eight nine ten both few many multiple numerous several various"
)
EITHER = _words("the his her its their my your our some any no other these those")
DETERMINERS = ONE | MANY | EITHER
PRONOUNS = _words("her some any other these those")
"""Determiners that also occur alone, with a verb after them: "near her stands a dog"."""

FUNCTION = _words(
    """
    a about above across add adds after against alone along alongside also although am amidst
    among amongst an and another any apart appear appears are around as asleep at atop available
    away back be because become becomes been before behind being below beneath beside besides
    between both built but by can cannot caught close closer contribute contributes could create
    creates depict depicts despite did do does doing down drawn during each either else even
    ever every except few filled for from full further give given gives had has have having he
    held her here hers him his how however i if in including indicate indicates inside instead
    into is it its itself just known like likely located made make makes many may might more
    most much multiple must my near nearby nearly neither next no nor not now numerous of off
    often on once one only onto or other others our out outside over overall own per perhaps
    placed possibly present provide provides quite rather ready same see seem seems seen several
    shall she should showcase showcases shown since situated so some spent still such suggest
    suggests surrounding taken than that the their theirs them themselves then there these they
    this those though through throughout thus to together too toward towards under underneath
    until up upon upside us various very via visible was we were what when where whether which
    while who whose why will with within without worn would yet you your
    """
)
"""Words that end a noun phrase."""

CANS = _words("trash garbage soda beer tin watering spray paint metal soup food")
"""Words after which "can" is a noun: elsewhere it is a verb."""

NO_PARTICIPLES = _words(
    """
    awning bed bedding being bidding bleed breed building ceiling clearing clothing coating
    covering creed crossing decking deed drawing dressing dumpling earring evening feed fencing
    flooring frosting gathering greeting handwriting hundred icing king landing legging lighting
    lightning lining marking molding moped morning offering opening painting parking paving
    plumbing railing red reed rigging ring roofing sapling seating seaweed seed seedling setting
    shed shelving shopping sibling siding sled sling speed steed stocking string stuffing swing
    thing topping wedding weed wing
    """
)

NO_OBJECTS = _words(
    """
    ability abundance act action activity addition adventure air ambiance ambience amount angle
    appearance area arrangement array aspect assortment atmosphere attention back backdrop
    background balance beauty bit bite body bond bottom break bunch care case celebration center
    center-left center-right centre chance character charm choice close-up closeup collection
    color colour combination comfort company competition composition condition connection
    content context contrast conversation corner couple curiosity day design destination detail
    direction display distance diversity dozen edge effect effort element emotion encounter end
    entertainment environment era essence event example excitement experience expression fact
    fashion feature feel feeling few first flow focal focus foreground front fun glimpse group
    half handful height hint idea image impression interaction interest issue item job journey
    joy kind language layout left length level life line location look lot love majority manner
    mean means memory mid mid-air middle midst minority mix mixture mode moment mood motion
    movement name nature need night number object occasion one operation opportunity option
    organization other others pair part passion pattern performance personality perspective
    photo photograph picture piece pile place plenty point portion pose position possibility
    presence presentation process progress purpose quality quarter range reason reflection
    reminder representation rest result right role row scene second section selection sense
    series session set setting shape shot side sight situation size skill slice snapshot sort
    source space spectacle speed spot stack stage stance state stay step stop story style
    subject surrounding surroundings talent task technique theme thing third thrill time top
    topic total touch trip turn type use variety vibe vicinity victory view visual warmth way
    width work world
    """
)
"""Nouns that are not objects in a picture: parts of it, measures, abstractions."""

ALWAYS_PLURAL = _words(
    "belongings binoculars clothes glasses goggles headphones jeans leggings overalls pajamas "
    "pants pliers scissors shorts sunglasses surroundings trousers tweezers"
)
LISTS = frozenset([",", "and", "or", "but", "yet"])
"""Words and marks that may come between two adjectives: "a cozy, warm room"."""
