namespace Chat.Sessions.Messages;

/// <summary>
/// Whether a message that was answered is answered again. The numbers are those of the contract and of append_message.
/// </summary>
internal enum AnswerAgain : short
{
    Never = 0,
    IfInterrupted = 1,
    Always = 2,
}
