namespace Chat.Gateway.Locales;

/// <summary>All texts of one language, as a tenant has them.</summary>
/// <param name="Tag">The language, as we name it: <c>de</c>, <c>pt-BR</c>.</param>
/// <param name="Texts">By key; every key of <see cref="LocaleKeys"/> is there.</param>
internal sealed record LocaleStrings(string Tag, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>What a visitor is told when something failed.</summary>
    public string ErrorGeneric => Texts[LocaleKeys.ErrorGeneric];

    /// <summary>What a visitor is told who writes too often.</summary>
    public string ErrorRateLimit => Texts[LocaleKeys.ErrorRateLimit];

    /// <summary>What a visitor is told whom a person will answer, not the AI.</summary>
    public string HumanTurn => Texts[LocaleKeys.HumanTurn];

    /// <summary>What a visitor is told who can begin no conversation now, and whom the tenant tells nothing.</summary>
    public string NobodyHere => Texts[LocaleKeys.NobodyHere];

    /// <summary><c>rtl</c> or <c>ltr</c>.</summary>
    public string Direction => LocaleTag.IsRightToLeft(Tag) ? "rtl" : "ltr";
}
