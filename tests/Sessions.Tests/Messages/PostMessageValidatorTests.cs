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

    private static IEnumerable<string> Pointers(PostMessageRequest request) =>
        PostMessageValidator.Validate(request)!.Faults.Select(fault => fault.Pointer);
}
