namespace Chat.Inference.Replies;

/// <summary>Where a reply's text goes while it is generated.</summary>
internal interface IReplyText
{
    /// <summary>Takes more text; never waits.</summary>
    void Append(string text);

    /// <summary>No more text is there now: those who are known to follow the conversation should see what there is.</summary>
    void Show();
}
