namespace Chat.Knowledge.Documents;

/// <summary>What a document is; the numbers are stored.</summary>
internal enum DocumentKind : short
{
    /// <summary>A question with its answer: one chunk.</summary>
    Faq = 1,

    /// <summary>A text, cut into chunks.</summary>
    Text = 2,
}
