namespace Chat.Knowledge.Documents;

/// <summary>Reads the configured documents of a tenant.</summary>
internal static class ConfiguredDocuments
{
    /// <summary>FAQ entries first. A repeated question or title counts once, the last one wins.</summary>
    public static IReadOnlyList<SourceDocument> Of(TenantDocumentsOptions options)
    {
        var documents = new Dictionary<string, SourceDocument>(StringComparer.Ordinal);
        foreach (var document in options.Faq.Select(FromFaq).Concat(options.Texts.Select(FromText)))
        {
            documents[document.Key] = document;
        }
        return [.. documents.Values];
    }

    private static SourceDocument FromFaq(FaqOptions faq) =>
        new()
        {
            Kind = DocumentKind.Faq,
            Title = faq.Title.Length > 0 ? faq.Title : faq.Question,
            Question = faq.Question,
            Text = faq.Answer,
            Url = faq.Url,
        };

    private static SourceDocument FromText(TextOptions text) =>
        new()
        {
            Kind = DocumentKind.Text,
            Title = text.Title,
            Text = text.Text,
            Url = text.Url,
        };
}
