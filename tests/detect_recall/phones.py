"""Telephone numbers of several countries as people write them."""

from checked_numbers import digits, grouped

SPACES = (" ", " ", " ", ".", "-", "\u00a0", "/", "  ", " - ", "\u202f")
# Country code, how a national number begins, digits in all, groups abroad.
COUNTRIES = (("32", ("47", "48", "49"), 9, (3, 2, 2, 2)), ("41", ("76", "78", "79", "44"), 9, (2, 3, 2, 2)),
             ("1", ("514398", "438555", "416977"), 10, (3, 3, 4)), ("44", ("7400", "7700", "2079"), 10, (4, 6)),
             ("49", ("1512", "1761"), 11, (4, 7)), ("34", ("61", "65"), 9, (3, 3, 3)),
             ("39", ("340", "333"), 10, (3, 3, 4)), ("212", ("61", "66"), 9, (1, 2, 2, 2, 2)),
             ("216", ("22", "98"), 8, (2, 3, 3)), ("213", ("55", "66"), 9, (3, 2, 2, 2)),
             ("221", ("77", "76"), 9, (2, 3, 2, 2)), ("225", ("0707", "0505"), 10, (2, 2, 2, 2, 2)),
             ("55", ("119", "219"), 11, (2, 5, 4)), ("91", ("98", "97"), 10, (5, 5)),
             ("262", ("692", "262"), 9, (3, 2, 2, 2)), ("590", ("690", "590"), 9, (3, 2, 2, 2)),
             ("596", ("696", "596"), 9, (3, 2, 2, 2)), ("352", ("621", "691"), 9, (3, 3, 3)))


def french(chance):
    return "0" + chance.choice("123456677799") + chance.choice("123456789") + digits(chance, 7)


def overseas(chance):
    return chance.choice(("0262", "0692", "0590", "0690", "0596", "0696", "0594", "0694")) + digits(chance, 6)


def written_french(chance):
    number = chance.choice((french, french, french, overseas))(chance)
    space = chance.choice(SPACES)
    return chance.choice((
        lambda: grouped(number, (2, 2, 2, 2, 2), space), lambda: grouped(number, (2, 2, 2, 2, 2), space),
        lambda: "+33 " + grouped(number[1:], (1, 2, 2, 2, 2), " "), lambda: "+33" + number[1:],
        lambda: "0033 " + grouped(number[1:], (1, 2, 2, 2, 2), " "), lambda: "0033" + number[1:],
        lambda: "+33(0)" + grouped(number[1:], (1, 2, 2, 2, 2), " "),
        lambda: "(+33) " + grouped(number[1:], (1, 2, 2, 2, 2), "."),
        lambda: grouped(number, (4, 2, 2, 2), " "), lambda: grouped(number, (4, 3, 3), " "),
        lambda: grouped(number, (3, 3, 4), "-")))()


def told_french(chance):
    """A bare run of digits with a word that says what it is before it."""
    return chance.choice(("tél ", "tel: ", "Tél. : ", "mon portable c'est ", "téléphone ", "appelez-moi au ",
                          "mobile ", "phone: ", "call ", "my number is ", "joignable au ", "sms au ",
                          "mon 06 : ", "num : ", "contactez-moi au ")), french(chance)


def national(chance):
    """Belgium, Switzerland, Canada as dialled at home."""
    return chance.choice((
        lambda: "04" + grouped(chance.choice("789") + digits(chance, 7), (2, 2, 2, 2), chance.choice(" ./")),
        lambda: "0" + grouped("2" + chance.choice("235678") + digits(chance, 6), (1, 3, 2, 2), " "),
        lambda: "0" + grouped(chance.choice(("76", "78", "79")) + digits(chance, 7), (2, 3, 2, 2), " "),
        lambda: "(" + chance.choice(("514", "418", "604")) + ") " + str(chance.randint(220, 989)) + "-" + digits(chance, 4),
        lambda: chance.choice(("514", "418", "604")) + "-" + str(chance.randint(220, 989)) + "-" + digits(chance, 4)))()


def international(chance):
    code, starts, size, groups = chance.choice(COUNTRIES)
    start = chance.choice(starts)
    number = start + digits(chance, size - len(start))
    space = chance.choice((" ", " ", "-", ".", ""))
    sign = chance.choice(("+", "+", "00"))
    return sign + code + (space or (" " if sign == "00" else "")) + grouped(number, groups, space)
