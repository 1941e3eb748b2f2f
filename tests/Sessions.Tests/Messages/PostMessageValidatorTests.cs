using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Tests.Messages;

public sealed class PostMessageValidatorTests
{
    private static readonly PostMessageRequest Valid = new()
    {
        Principal = new Principal
        {
            TenantId = Ids.New(),
            Subject = "v",
            Kind = PrincipalKind.Visitor,
        },
        ConversationId = null,
        ExternalId = "",
        Author = new Author(AuthorKind.Visitor, "v", ""),
        Text = "Hello",
        ClientMessageId = "",
        LeaseReplyId = null,
        HistoryLimit = 0,
    };

    [Fact]
    public void Validate_Valid_FindsNothing() => Assert.Null(PostMessageValidator.Validate(Valid));

    [Theory]
    [InlineData(1)]
    [InlineData(10_000)]
    public void Validate_TextWithinBounds_FindsNothing(int length) =>
        Assert.Null(PostMessageValidator.Validate(Valid with { Text = new string('x', length) }));

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void Validate_TextOutOfBounds_NamesIt(int length) =>
        Assert.Equal(["/text"], Pointers(Valid with { Text = new string('x', length) }));

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void Validate_HistoryOutOfBounds_NamesIt(int limit) =>
        Assert.Equal(["/historyLimit"], Pointers(Valid with { HistoryLimit = limit }));

    [Fact]
    public void Validate_UnknownAuthorKind_NamesIt() =>
        Assert.Equal(["/author/kind"], Pointers(Valid with { Author = new Author(default, "v", "") }));

    [Fact]
    public void Validate_SystemWithoutId_FindsNothing() =>
        Assert.Null(PostMessageValidator.Validate(Valid with { Author = new Author(AuthorKind.System, "", "") }));

    [Fact]
    public void Validate_ManyFaults_NamesAll()
    {
        var request = Valid with
        {
            Text = "",
            ClientMessageId = new string('c', 129),
            ExternalId = new string('e', 201),
            Author = new Author(AuthorKind.Visitor, "", new string('n', 201)),
        };

        Assert.Equal(
            ["/text", "/clientMessageId", "/externalId", "/author/id", "/author/displayName"],
            Pointers(request)
        );
    }

    [Theory]
    [InlineData("/clientMessageId", 0, 128)]
    [InlineData("/externalId", 0, 200)]
    [InlineData("/author/id", 1, 128)]
    [InlineData("/author/displayName", 0, 200)]
    public void Validate_Text_IsBounded(string pointer, int least, int most)
    {
        Assert.Null(PostMessageValidator.Validate(With(pointer, new string('x', least))));
        Assert.Null(PostMessageValidator.Validate(With(pointer, new string('x', most))));
        Assert.Equal([(pointer, "length")], Faults(With(pointer, new string('x', most + 1))));
        Assert.Equal([(pointer, "characters")], Faults(With(pointer, "a\0")));
    }

    [Theory]
    [InlineData(MessageType.Text, true)]
    [InlineData(MessageType.Image, true)]
    [InlineData(MessageType.File, true)]
    [InlineData(MessageType.Card, true)]
    [InlineData(MessageType.System, true)]
    [InlineData(MessageType.Event, false)]
    [InlineData((MessageType)0, false)]
    [InlineData((MessageType)7, false)]
    internal void Validate_Type_IsOneThatIsWritten(MessageType type, bool isValid) =>
        Assert.Equal(isValid ? [] : [("/type", "out_of_range")], Faults(Valid with { Type = type }));

    [Theory]
    [InlineData(MessageVisibility.Public, true)]
    [InlineData(MessageVisibility.Internal, true)]
    [InlineData((MessageVisibility)0, false)]
    [InlineData((MessageVisibility)3, false)]
    internal void Validate_Visibility_IsKnown(MessageVisibility visibility, bool isValid) =>
        Assert.Equal(isValid ? [] : [("/visibility", "out_of_range")], Faults(Valid with { Visibility = visibility }));

    [Theory]
    [InlineData(AnswerAgain.Never, true)]
    [InlineData(AnswerAgain.Always, true)]
    [InlineData((AnswerAgain)3, false)]
    internal void Validate_Again_IsKnown(AnswerAgain again, bool isValid) =>
        Assert.Equal(isValid ? [] : [("/lease/again", "out_of_range")], Faults(Valid with { Again = again }));

    [Theory]
    [InlineData("", true)]
    [InlineData("{}", true)]
    [InlineData("[]", false)]
    [InlineData("x", false)]
    public void Validate_Metadata_IsAnObject(string metadata, bool isValid) =>
        Assert.Equal(isValid ? [] : [("/metadata", "format")], Faults(Valid with { Metadata = metadata }));

    [Theory]
    [InlineData(8_192, true)]
    [InlineData(8_193, false)]
    public void Validate_Metadata_IsBounded(int length, bool isValid) =>
        Assert.Equal(isValid, !Faults(Valid with { Metadata = $"{{\"a\":\"{new string('x', length - 8)}\"}}" }).Any());

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Validate_HistoryWithinBounds_FindsNothing(int limit) =>
        Assert.Null(PostMessageValidator.Validate(Valid with { HistoryLimit = limit }));

    private static PostMessageRequest With(string pointer, string text) =>
        pointer switch
        {
            "/clientMessageId" => Valid with { ClientMessageId = text },
            "/externalId" => Valid with { ExternalId = text },
            "/author/id" => Valid with { Author = Valid.Author with { Id = text } },
            _ => Valid with { Author = Valid.Author with { DisplayName = text } },
        };

    private static IEnumerable<(string, string)> Faults(PostMessageRequest request) =>
        PostMessageValidator.Validate(request)?.Faults.Select(fault => (fault.Pointer, fault.Code)) ?? [];

    private static IEnumerable<string> Pointers(PostMessageRequest request) =>
        PostMessageValidator.Validate(request)!.Faults.Select(fault => fault.Pointer);
}
