using Chat.Sessions.Messages;

namespace Chat.Sessions.Unanswered;

/// <summary>A customer's message that the AI was to answer, and that nobody answered.</summary>
/// <param name="Message">The newest one of its conversation.</param>
/// <param name="Asked">How often the AI was asked again.</param>
internal sealed record UnansweredQuestion(StoredMessage Message, int Asked);
