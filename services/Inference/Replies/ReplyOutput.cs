using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Replies;

/// <summary>Where a reply's text goes: to its caller, and to whoever follows the conversation.</summary>
internal sealed class ReplyOutput(string replyId, ReplyStream stream, IReplyText publisher)
{
    private bool _hasText;

    /// <summary>So much waits that it should be handed on before more is added.</summary>
    public bool IsFull => stream.IsFull;

    /// <summary>What is no text.</summary>
    public ReplyStream Stream => stream;

    /// <summary>Adds text at an offset; it leaves with the next <see cref="HandOnAsync"/>.</summary>
    public void Say(int offset, string text)
    {
        _hasText = true;
        publisher.Append(text);
        stream.Add(
            new ReplyEvent
            {
                Delta = new ReplyDelta
                {
                    ReplyId = replyId,
                    Offset = offset,
                    Text = text,
                },
            }
        );
    }

    /// <summary>Lets what was added leave.</summary>
    public ValueTask HandOnAsync()
    {
        if (_hasText)
        {
            publisher.Show();
        }
        return stream.FlushAsync();
    }
}
