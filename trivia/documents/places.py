"""Countries and languages as pages name them, and their ISO codes (3166-1 alpha-2, 639)."""

from __future__ import annotations

import re

from trivia.documents.rows import clean, fold

# The first name is the one we write.
_COUNTRIES = """
AD Andorra|AE United Arab Emirates/UAE|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania|AM Armenia|AO Angola|
AQ Antarctica|AR Argentina/Argentine|AS American Samoa|AT Austria/Österreich/Autriche|AU Australia/Australie|AW Aruba|
AX Åland Islands|AZ Azerbaijan|BA Bosnia and Herzegovina/Bosnia|BB Barbados|BD Bangladesh|
BE Belgium/Belgique/Belgien/België|BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BL Saint Barthélemy|
BM Bermuda|BN Brunei|BO Bolivia|BQ Caribbean Netherlands|BR Brazil/Brasil/Brésil|BS Bahamas/The Bahamas|BT Bhutan|
BV Bouvet Island|BW Botswana|BY Belarus|BZ Belize|CA Canada/Kanada|CC Cocos Islands|CD DR Congo/Democratic Republic of the Congo|
CF Central African Republic|CG Congo/Republic of the Congo|CH Switzerland/Suisse/Schweiz/Svizzera|
CI Ivory Coast/Côte d'Ivoire|CK Cook Islands|CL Chile|CM Cameroon|CN China/People's Republic of China/Mainland China/Chine|
CO Colombia|CR Costa Rica|CU Cuba|CV Cape Verde|CW Curaçao|CX Christmas Island|CY Cyprus|
CZ Czech Republic/Czechia|DE Germany/West Germany/East Germany/Deutschland/Allemagne/Alemania|DJ Djibouti|
DK Denmark/Danmark/Danemark|DM Dominica|DO Dominican Republic|DZ Algeria/Algérie|EC Ecuador|EE Estonia|EG Egypt|
EH Western Sahara|ER Eritrea|ES Spain/España/Espagne/Spanien|ET Ethiopia|FI Finland/Suomi|FJ Fiji|FK Falkland Islands|
FM Micronesia|FO Faroe Islands|FR France/Frankreich/Francia|GA Gabon|
GB UK/United Kingdom/Great Britain/Britain/England/Scotland/Wales/Northern Ireland/U.K./Royaume-Uni/Großbritannien|
GD Grenada|GE Georgia|GF French Guiana|GG Guernsey|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia|GN Guinea|GP Guadeloupe|
GQ Equatorial Guinea|GR Greece/Grèce|GS South Georgia|GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana|HK Hong Kong|
HM Heard Island|HN Honduras|HR Croatia|HT Haiti|HU Hungary/Hongrie|ID Indonesia|IE Ireland/Republic of Ireland/Irlande|
IL Israel|IM Isle of Man|IN India/Inde|IO British Indian Ocean Territory|IQ Iraq|IR Iran|IS Iceland|
IT Italy/Italia/Italie/Italien|JE Jersey|JM Jamaica|JO Jordan|JP Japan/Japon/日本|KE Kenya|KG Kyrgyzstan|KH Cambodia|
KI Kiribati|KM Comoros|KN Saint Kitts and Nevis|KP North Korea|KR South Korea/Korea/Republic of Korea/Corée du Sud/한국|
KW Kuwait|KY Cayman Islands|KZ Kazakhstan|LA Laos|LB Lebanon|LC Saint Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|
LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco/Maroc|MC Monaco|MD Moldova|ME Montenegro|
MF Saint Martin|MG Madagascar|MH Marshall Islands|MK North Macedonia/Macedonia|ML Mali|MM Myanmar/Burma|MN Mongolia|
MO Macau/Macao|MP Northern Mariana Islands|MQ Martinique|MR Mauritania|MS Montserrat|MT Malta|MU Mauritius|MV Maldives|
MW Malawi|MX Mexico/México/Mexique|MY Malaysia|MZ Mozambique|NA Namibia|NC New Caledonia|NE Niger|NF Norfolk Island|
NG Nigeria|NI Nicaragua|NL Netherlands/The Netherlands/Holland/Nederland/Pays-Bas|NO Norway/Norge/Norvège|NP Nepal|
NR Nauru|NU Niue|NZ New Zealand/Nouvelle-Zélande|OM Oman|PA Panama|PE Peru|PF French Polynesia|PG Papua New Guinea|
PH Philippines/The Philippines|PK Pakistan|PL Poland/Polska/Pologne|PM Saint Pierre and Miquelon|PN Pitcairn Islands|
PR Puerto Rico|PS Palestine|PT Portugal|PW Palau|PY Paraguay|QA Qatar|RE Réunion|RO Romania|RS Serbia|
RU Russia/Soviet Union/USSR/Russian Federation/Russie|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles|
SD Sudan|SE Sweden/Sverige/Suède|SG Singapore|SH Saint Helena|SI Slovenia|SJ Svalbard and Jan Mayen|SK Slovakia|
SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname|SS South Sudan|ST São Tomé and Príncipe|SV El Salvador|
SX Sint Maarten|SY Syria|SZ Eswatini|TC Turks and Caicos Islands|TD Chad|TF French Southern Territories|TG Togo|
TH Thailand|TJ Tajikistan|TK Tokelau|TL Timor-Leste/East Timor|TM Turkmenistan|TN Tunisia/Tunisie|TO Tonga|
TR Turkey/Türkiye|TT Trinidad and Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda|
UM US Outlying Islands|US USA/United States/United States of America/U.S.A./U.S./America/États-Unis/Vereinigte Staaten|
UY Uruguay|UZ Uzbekistan|VA Vatican City|VC Saint Vincent and the Grenadines|VE Venezuela|VG British Virgin Islands|
VI US Virgin Islands|VN Vietnam|VU Vanuatu|WF Wallis and Futuna|WS Samoa|XK Kosovo|YE Yemen|YT Mayotte|
ZA South Africa|ZM Zambia|ZW Zimbabwe
"""

_LANGUAGES = """
af Afrikaans|am Amharic|ar Arabic/Arabe|ay Aymara|bg Bulgarian|bm Bambara|bn Bengali|bo Tibetan|bs Bosnian|ca Catalan|
cmn Mandarin|cs Czech|cy Welsh|da Danish|de German/Deutsch/Allemand|dz Dzongkha|el Greek|en English/Anglais/Englisch|
eo Esperanto|es Spanish/Español/Castilian/Espagnol|et Estonian|eu Basque|fa Persian/Farsi|fi Finnish|
fr French/Français/Französisch|ga Irish/Irish Gaelic|gd Scottish Gaelic|gl Galician|gn Guarani|gu Gujarati|he Hebrew|
hi Hindi|hr Croatian|ht Haitian Creole|hu Hungarian|hy Armenian|id Indonesian|is Icelandic|it Italian/Italiano/Italien|
iu Inuktitut|ja Japanese/Japonais/日本語|ka Georgian|kk Kazakh|km Khmer|kn Kannada|ko Korean|ku Kurdish|la Latin|lo Lao|
lt Lithuanian|lv Latvian|mi Maori|mk Macedonian|ml Malayalam|mn Mongolian|mr Marathi|ms Malay|mt Maltese|my Burmese|
ne Nepali|nl Dutch/Flemish|no Norwegian|pa Punjabi|pl Polish|ps Pashto|pt Portuguese|qu Quechua|ro Romanian|
ru Russian/Russe|sa Sanskrit|se Northern Sami|si Sinhalese|sk Slovak|sl Slovenian|so Somali|sq Albanian|sr Serbian|
sv Swedish|sw Swahili|ta Tamil|te Telugu|th Thai|tl Tagalog/Filipino|tr Turkish|uk Ukrainian|ur Urdu|uz Uzbek|
vi Vietnamese|wo Wolof|xh Xhosa|yi Yiddish|yue Cantonese|zh Chinese/Chinois|zu Zulu|ase American Sign Language|
sh Serbo-Croatian|grc Ancient Greek
"""


def _read_table(table: str) -> dict[str, list[str]]:
    rows = (row.strip().partition(" ") for row in table.split("|"))
    return {code: names.split("/") for code, _, names in rows}


_COUNTRY_NAMES = _read_table(_COUNTRIES)
_LANGUAGE_NAMES = _read_table(_LANGUAGES)


def _read_name(name: str) -> str:
    return re.sub(r"^the ", "", fold(clean(name)).replace(".", "").replace("’", "'"))


_COUNTRY_CODES = {_read_name(name): code for code, names in _COUNTRY_NAMES.items() for name in names}
_LANGUAGE_CODES = {_read_name(name): code for code, names in _LANGUAGE_NAMES.items() for name in names}


def find_country(name: str) -> str:
    """The alpha-2 code of a country by name or code; '' for what is no country."""
    name = name.strip()
    if name == "UK":
        return "GB"
    if re.fullmatch(r"[A-Z]{2}", name) and name != "TV":  # '(TV)' is television far more often than Tuvalu
        return name
    return _COUNTRY_CODES.get(_read_name(name[:60]), "")


def find_language(name: str) -> str:
    """The ISO 639 code of a language by name or code; '' for what is no language."""
    name = name.strip()
    if re.fullmatch(r"[a-z]{2,3}", name):
        return name
    return _LANGUAGE_CODES.get(_read_name(name[:60]), "")


def name_country(code: str) -> str:
    """The name we write for a code; the code itself where we know none."""
    return _COUNTRY_NAMES.get(code, [code])[0]


def name_language(code: str) -> str:
    """The name we write for a code; the code itself where we know none."""
    return _LANGUAGE_NAMES.get(code, [code])[0]
