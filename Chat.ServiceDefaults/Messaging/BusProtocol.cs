using System.Net.Mime;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>Wire names of the bus.</summary>
internal static class BusProtocol
{
    /// <summary>Media type of a message's body: one event in protobuf's binary form.</summary>
    public const string MediaType = "application/vnd.chat.protobuf";

    /// <summary>Header with the full protobuf name of the event.</summary>
    public const string TypeHeader = "chat-event-type";

    public static readonly ContentType ContentType = new(MediaType);
}
