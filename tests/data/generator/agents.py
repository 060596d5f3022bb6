"""User agents and languages of browsers, and devices of the mobile application.

Versions such as Chrome/116.0.0.0 look like addresses and are none.
"""

_MOZILLA = "Mozilla/5.0 "
_WEBKIT = " AppleWebKit/537.36 (KHTML, like Gecko) "

AGENTS = [
    _MOZILLA + rest
    for rest in (
        "(Windows NT 6.1; WOW64)" + _WEBKIT + "Chrome/41.0.2272.101 Safari/537.36",
        "(Windows NT 6.3; WOW64)" + _WEBKIT + "Chrome/40.0.2214.115 Safari/537.36",
        "(Windows NT 10.0; Win64; x64)" + _WEBKIT + "Chrome/116.0.0.0 Safari/537.36",
        "(Windows NT 10.0; Win64; x64)" + _WEBKIT + "Chrome/116.0.0.0 Safari/537.36 Edg/116.0.1938.62",
        "(X11; Linux x86_64)" + _WEBKIT + "Chrome/115.0.0.0 Safari/537.36",
        "(Macintosh; Intel Mac OS X 10_10_2)" + _WEBKIT + "Chrome/41.0.2272.89 Safari/537.36",
        "(Linux; Android 10; K)" + _WEBKIT + "Chrome/114.0.0.0 Mobile Safari/537.36",
        "(Windows NT 6.1; WOW64; rv:36.0) Gecko/20100101 Firefox/36.0",
        "(X11; Ubuntu; Linux x86_64; rv:36.0) Gecko/20100101 Firefox/36.0",
        "(Macintosh; Intel Mac OS X 10.15; rv:109.0) Gecko/20100101 Firefox/113.0",
        "(Windows NT 6.1; Trident/7.0; SLCC2; .NET CLR 2.0.50727; rv:11.0) like Gecko",
        "(iPad; CPU OS 8_2 like Mac OS X) AppleWebKit/600.1.4 (KHTML, like Gecko)"
        " Version/8.0 Mobile/12D508 Safari/600.1.4",
        "(iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
        " Version/16.6 Mobile/15E148 Safari/604.1",
    )
]
MOBILE_AGENTS = [
    "Dalvik/1.6.0 (Linux; U; Android 4.4.4; GT-I9195 Build/KTU84P)",
    "Dalvik/2.1.0 (Linux; U; Android 5.0.1; Nexus 5 Build/LRX22C)",
    "edX/org.example.mooc (2.26.3; OS Version 14.4.2 (Build 18D70))",
]
LANGUAGES = [
    "fr,fr-FR;q=0.8,en-US;q=0.5,en;q=0.3",
    "fr-FR,fr;q=0.8,en-US;q=0.6,en;q=0.4",
    "fr-FR,fr;q=0.9",
    "en-US,en;q=0.8,fr;q=0.6",
    "en-GB,en;q=0.5",
    "ar,fr;q=0.7",
    "",
]
DEVICES = [
    {"model": "GT-I9195", "type": "android", "manufacturer": "samsung", "name": "serranoltexx"},
    {"model": "Nexus 5", "type": "android", "manufacturer": "LGE", "name": "hammerhead"},
    {"model": "iPad4,1", "type": "ios", "manufacturer": "Apple", "name": "iPad"},
]
