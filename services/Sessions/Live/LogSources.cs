using Chat.Sessions.Conversations;
using Chat.Sessions.CustomerPresence;
using Chat.Sessions.Signals;

namespace Chat.Sessions.Live;

/// <summary>Where a subscription's entries come from.</summary>
internal sealed class LogSources(
    LogHub hub,
    LogReads reads,
    ReplyTexts texts,
    Typists typists,
    Attendance attendance,
    GetConversationHandler conversations,
    TimeProvider time
)
{
    public LogHub Hub { get; } = hub;
    public LogReads Reads { get; } = reads;
    public ReplyTexts Texts { get; } = texts;
    public Typists Typists { get; } = typists;
    public Attendance Attendance { get; } = attendance;
    public GetConversationHandler Conversations { get; } = conversations;
    public TimeProvider Time { get; } = time;
}
