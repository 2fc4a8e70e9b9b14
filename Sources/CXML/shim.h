// libxml2's headers pull in ICU's, which clash with Foundation's copy in one module graph.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <string.h>

/// Parses ASCII markup with libxml2's HTML parser and tells `context` of every element and text run.
/// XML_PARSE_HUGE lifts the parser's own limits: whoever calls bounds size, depth and attributes before.
/// Returns 0, or -1 when memory ran out.
static inline int cxml_parse_html(
    const char *markup, int size, void *context, startElementSAXFunc start, endElementSAXFunc end,
    charactersSAXFunc characters) {
    htmlParserCtxtPtr parser = htmlNewParserCtxt();
    if (parser == NULL) return -1;
    memset(parser->sax, 0, sizeof(htmlSAXHandler));
    parser->sax->startElement = start;
    parser->sax->endElement = end;
    parser->sax->characters = characters;
    parser->sax->ignorableWhitespace = characters;
    parser->userData = context;
    htmlDocPtr document = htmlCtxtReadMemory(
        parser, markup, size, NULL, "UTF-8",
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD |
            HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC | (1 << 19) /* XML_PARSE_HUGE */);
    if (document != NULL) xmlFreeDoc(document);
    htmlFreeParserCtxt(parser);
    return 0;
}

/// The character that an HTML 4 entity stands for, or 0.
static inline unsigned int cxml_entity(const char *name) {
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    return entity == NULL ? 0 : entity->value;
}
