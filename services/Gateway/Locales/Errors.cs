using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Locales;

/// <summary>What is asked for is no language tag.</summary>
internal sealed record LocaleMalformed()
    : Invalid([new FieldFault("/tag", "format", Sentence)], "invalid_locale", Sentence)
{
    private const string Sentence = "A language tag (BCP 47) of at most 35 characters is expected, like de or pt-BR.";
}
