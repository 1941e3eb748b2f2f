using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Api;

/// <summary>Mappings take one enum for the other by its number: each must mean the same on both sides.</summary>
public sealed class WireEnumsTests
{
    public static TheoryData<Type, Type> Pairs =>
        new()
        {
            { typeof(Sessions.Conversations.ConversationStatus), typeof(Wire.ConversationStatus) },
            { typeof(Sessions.Conversations.ConversationMode), typeof(Wire.ConversationMode) },
            { typeof(Sessions.Conversations.ConversationPriority), typeof(Wire.ConversationPriority) },
            { typeof(Sessions.Conversations.AuthorKind), typeof(Wire.AuthorKind) },
            { typeof(Sessions.Messages.MessageState), typeof(Wire.MessageState) },
            { typeof(Sessions.Messages.MessageType), typeof(Wire.MessageType) },
            { typeof(Sessions.Messages.MessageVisibility), typeof(Wire.MessageVisibility) },
            { typeof(Sessions.Signals.PresenceStatus), typeof(Wire.PresenceStatus) },
            { typeof(Sessions.CustomerPresence.CustomerStatus), typeof(Wire.PresenceStatus) },
            { typeof(Sessions.Tenants.KeyKind), typeof(Wire.KeyKind) },
            { typeof(Sessions.Customers.CustomerStatus), typeof(Wire.CustomerStatus) },
        };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Enum_EachOfOurs_IsOnTheWireUnderItsNumber(Type own, Type wire)
    {
        Assert.All(Enum.GetNames(own), name => Assert.Equal(Number(own, name), Number(wire, name)));
    }

    private static int Number(Type type, string name) =>
        Convert.ToInt32(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture);
}
