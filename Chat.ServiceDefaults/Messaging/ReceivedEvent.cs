using Google.Protobuf;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>An event as it came from the bus.</summary>
/// <param name="Message">One of the messages of <c>chat.events.v1</c>.</param>
/// <param name="TraceParent">W3C trace parent for work that the event causes; null when it is not traced.</param>
public sealed record ReceivedEvent(IMessage Message, string? TraceParent);
