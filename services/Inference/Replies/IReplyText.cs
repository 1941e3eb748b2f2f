namespace Chat.Inference.Replies;

/// <summary>Where a reply's text goes while it is generated.</summary>
internal interface IReplyText
{
    /// <summary>Takes more text; never waits.</summary>
    void Append(string text);

    /// <summary>Lets the conversation's other readers see the text from now on. Repeating it does nothing.</summary>
    void Open();
}
