"""What the made corpus is written from: names, words, and the sentences they stand in."""

from dataclasses import dataclass
from functools import lru_cache

from dedup import frequencies

_FIRST = """
    Ana André Anya Björn Carla Chloé Daniel Dmytro Elena Emeka Fatima François Grace Hana Henrik Hye-jin Ibrahim
    Inés Ivan Jamal Jelena José Joséphine Jürgen Kamala Karim Katarzyna Kenji Lars Leila Lucía Łukasz Mahmoud Marcus
    Margaret María Mehmet Mei Michael Miloš Nadia Naledi Nguyễn Noémie Oksana Olivier Omar Patrick Paulo Peter Priya
    Rachel Rafael René Rosa Samir Sara Søren Sofía Tariq Thomas Tomáš Ursula Václav Vera Wei William Yara Yusuf Zoë
    Zsófia
"""
_LAST = """
    Abdullah Adeyemi Ahmed Andersson Bakker Banerjee Baptiste Becker Bellamy Bergström Boateng Bondarenko Böhm
    Carvalho Castañeda Chatterjee Coleman Costa Cruz Daly Delacroix Demir Diallo Dlamini Dvořák Eriksen Estévez
    Farouk Fernández Fischer Fontaine Gallagher García Gonçalves Grant Gutiérrez Haddad Harrington Hashimoto
    Hoffmann Horváth Hughes Ito Jansen Jiménez Johansson Kaplan Kapoor Khan Kim Kovács Kowalski Kumar Laurent
    Lefèvre Lindqvist Li López Malik Marchetti Martínez Mbeki McAllister Meyer Mitchell Moreau Müller Muñoz Nakamura
    Ndiaye Novák Núñez O’Connor Okafor Oliveira Park Pérez Petrov Popescu Quispe Rahman Ramírez Reyes Rossi Sánchez
    Santos Schäfer Schmidt Šimić Singh Sokolov Suárez Tanaka Tembo Traoré Usman Vargas Vasquez Virtanen Walker Weber
    Wójcik Yıldız Zając Zhang Zimmermann
"""
_PLACES = """
    Accra Ankara Auckland Belém Berlin Bogotá Bordeaux Brasília Brno Bucharest Busan Córdoba Cork Dakar Dresden
    Düsseldorf Edinburgh Gdańsk Geneva Genoa Göteborg Hanoi Houston Iași İzmir Jakarta Kampala Kraków Kyiv Lagos
    Leeds Lima Lisbon Lviv Lyon Málaga Malmö Manila Marseille Medellín Mérida Montréal Mumbai Nairobi Nantes Odesa
    Oslo Oxford Plovdiv Porto Québec Quito Reykjavík Riga Rotterdam Rouen Salzburg Seoul Sevilla Seville Sheffield
    Split Tallinn Tampere Tbilisi Timișoara Toulouse Trondheim Tunis Turin Utrecht València Vancouver Vilnius Warsaw
    Wrocław Zagreb Zürich
"""
_BODIES = """
    parliament council ministry commission court cabinet police prosecutor university hospital institute agency
    union federation association regulator bank exchange port airport railway company foundation museum senate
    committee tribunal authority operator consortium board
"""
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_NOUNS = """
    agreement aid analysis announcement appeal area arrest attack audit ballot border bridge budget campaign case
    ceasefire change charge claim climate coalition coast community complaint concern conference contract country
    court crisis damage deal death debate debt decision decline defence delay demand deputy dispute district economy
    election emergency energy evidence exercise export factory failure farmer ferry fire flood food force forecast
    fuel fund government grain ground growth harbour harvest health hearing home hope hospital house import incident
    income industry inflation inquiry inspection insurance interest investigation investment island issue job
    journalist judge justice labour law leader licence loan loss majority market mayor measure meeting member
    migrant minister motion movement night office officer official oil operation opposition order output package
    partner party passenger patient payment peace pension people plan plant police policy port power premier
    president pressure price prison programme project promise proposal prosecutor protest purchase quarter question
    race rain rate reaction reason recovery reform refugee region relief repair report request rescue reserve
    resident resolution resource response result review right rise risk river road roof rule safety sale sanction
    school season sector security senator sentence service session share shelter ship shortage source spokesman
    stake state station storm strike student study subsidy suit summit supply support survey talk target tariff tax
    teacher term threat town trade traffic train treaty trial truce turnout unit valley vessel victim village
    violence visit vote voter wage warning water weapon weather week winter witness worker world year
"""
_VERBS = """
    abandoned accepted accused adopted agreed announced approved asked backed blamed blocked called cancelled
    changed cleared closed condemned confirmed considered cut defended delayed demanded denied described disclosed
    discussed dismissed doubled drafted ended examined expanded extended faced finished followed forced funded
    halted handled heard hosted ignored improved increased inspected introduced joined kept launched led lifted
    limited lost lowered missed named negotiated offered opened opposed ordered outlined paid passed planned
    postponed presented published pushed questioned raised reached received recorded reduced refused rejected
    released repaired replaced reported requested rescued restored reversed reviewed revised scrapped secured
    settled shared signed started stopped studied suspended tested threatened urged used visited voted warned
    weighed welcomed withdrew won
"""
_QUALITIES = """
    acting additional annual armed bitter brief broad central civil clear coastal common complex costly critical
    daily deadly deep disputed domestic early eastern economic emergency empty entire environmental external fair
    federal fierce final financial firm foreign formal former free fresh full further general global good hard heavy
    high historic human independent industrial initial internal joint key large late legal limited local long low
    main major medical military minor mobile modest monthly mutual narrow national naval nearby new northern old
    open outright parliamentary partial peaceful permanent political poor possible powerful private prolonged public
    quick quiet rapid rare record regional remote rural safe senior separate serious severe sharp short similar slow
    small social southern special stable steady steep strict strong sudden temporary tense tight tough unusual urban
    urgent vast violent vital weak western wide
"""

# Slots: P person, S surname, C place, B body, D day, n noun, v verb, q quality, w any word, # number. Fixed runs are
# short, so that unrelated documents share few 5-grams, as unrelated articles do.
_SENTENCES = """
    {B} officials in {C} {v} the {q} {n} on {D}, {w} after {P} {v} a {n} over {w} and {w}.
    “We {v} every {n} that {w} could,” {P} said, adding that the {q} {n} had {v} {w} {n} near {C}.
    {P}, who {v} the {n} of {w} in {C}, said the {B} would {w} a {q} {n} by {D}.
    The {n} {v} {#} {w} and {#} {n}s, about {w} percent more than the {q} {n} {v} in {C}.
    But the {B}’s {n}, {v} under {q} {w}, {v} no {n} for {w} {n}s, {S} told the {B}.
    In {C}, where the {q} {n} {v} {w} {w}, residents {v} {n} and {n} through the {n}.
    Under the {n}, {w} {n}s from {C} and {C} {v} {q} {w} until {D}, said a {n} {v} by the {B}.
    “It is a {q} {n}, and {w} has {v} it,” said {P}, {w} {n} at the {B} of {C} — a {n} since {w}.
    {S} {v} the {n} with {P} of {C} before a {q} {w} on {n} and {n} {v} the {B}.
    A {n} {v} by {w} {n}s {v} that {#} people {v} {w} during the {q} {n} of {C}.
    Analysts {v} the {w} {n}, citing {q} {n}, {w} {n}s and a {n} that {v} {#} {w} in {C}.
    {C}’s {B} {v} {w} the {n} was “{q} and {w},” while {S} {v} {n} of any {w} {n}.
    On {D}, {P} {v} {q} {n}s {w} the {n}; the {B} {v} it {w} within hours.
    Neither the {n} nor the {q} {n} of {w} {v} {n}s for {C}, according to {P}’s {w} {n}.
    For {w} {n}s, {S} {v}, the {n} {v} {q} {w}: {n}, {n} and the {w} of {n}.
    It {v} the {w} {n} in {#} {n}s that {q} {n} {v} {w} near {C}’s {n}, the {B} {v}.
    “Nobody {v} {w} of {n} here,” {v} {P}, a {q} {n} whose {n} {v} {w} in {C}.
    {w} {n}s {v} {q} {n} in {C} at {#} {w} a {n}, data {v} by the {B} {v}.
    The {q} {w} {n} of {P}, {#}, {v} {n}s and {w} across {C}, from {n} to {n}.
    Several {n}s {v} {w} {q} {n}, though the {B} in {C} {v} {w} that {n} {v} {w}.
    With {n} {v} and {w} {n} {q}, {S} {v} {C} to {w} its {n} – {w} or {w}.
    {P} and {P} {v} {w} {n} together, {v} a {q} {n} for {C} worth {#} million euros.
    Earlier, {w} {n}s {v} {q} {n} outside the {B}; {P} {v} {n} to {w} the {n}.
    That {n} {v} {w} {n} {q}, a {n} {S} {v} “{w} {w}” in {C} {w} {D}.
"""
_SLOTS = "PSCBDnvqw#"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be filled: `form % words`, one word of each kind.

    Attributes:
        kinds: for each slot the place of its kind in `Vocabulary.kinds`.
    """

    form: str
    kinds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, one kind after the other; within a kind the more common come first.

    Attributes:
        starts, sizes: where each kind begins, and how many words it has.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    sizes: tuple[int, ...]


@lru_cache(maxsize=1)
def load_sentences() -> tuple[Sentence, ...]:
    """Return the sentences."""
    return tuple(_compile(line.strip()) for line in _SENTENCES.strip().splitlines())


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary: names, words of news, and the stems of the shipped word frequencies, inflected."""
    first, last = _FIRST.split(), _LAST.split()
    people = [
        f"{name} {last[(7 * number + step) % len(last)]}" for step in range(9) for number, name in enumerate(first)
    ]
    numbers = [str(number) for number in range(2, 400)] + [f"{number},{300 + number}" for number in range(1, 60)]
    named = [people, last, _PLACES.split(), _BODIES.split(), _DAYS.split()]
    # The shorter words are the more common ones (Zipf 1935).
    common = [sorted(listed.split(), key=_length) for listed in (_NOUNS, _VERBS, _QUALITIES)]
    kinds = [*named, *common, _inflect(), numbers]
    starts = [sum(map(len, kinds[:place])) for place in range(len(kinds))]
    return Vocabulary(tuple(word for kind in kinds for word in kind), tuple(starts), tuple(map(len, kinds)))


def _compile(line: str) -> Sentence:
    kinds, form = [], line.replace("%", "%%")
    for piece in line.split("{")[1:]:
        kinds.append(_SLOTS.index(piece[0]))
    for slot in _SLOTS:
        form = form.replace(f"{{{slot}}}", "%s")
    return Sentence(form, tuple(kinds))


def _inflect() -> list[str]:
    """Return word forms made of the stems of the news: plausible in length and letters, not always English."""
    table = frequencies.load()
    stems = [stem for stem in table.stems if stem in table.lower and stem.isalpha()]
    long = [stem for stem in stems if len(stem) > 3]
    endings = ("s", "ed", "ing", "er")
    return stems + [stem + endings[(place + step) % 4] for step in range(3) for place, stem in enumerate(long)]


def _length(word: str) -> int:
    return len(word) // 4
