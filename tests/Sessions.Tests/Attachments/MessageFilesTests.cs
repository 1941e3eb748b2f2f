using System.Net;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Attachments;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>What is sent as a picture or file is one, and the company wants it.</summary>
[Trait("Level", "Component")]
public sealed class MessageFilesTests : IAsyncLifetime
{
    private const string Foreign = "https://tracker.example/pixel.png";

    private readonly FileScene files;
    private readonly SessionsFixture sessions;
    private readonly Caller visitor;
    private string conversationId = "";

    public MessageFilesTests(SessionsFixture sessions)
    {
        this.sessions = sessions;
        files = new FileScene(sessions.A);
        visitor = files.People.Visitor();
    }

    private Caller Backend => files.People.Company.Backend;

    public async ValueTask InitializeAsync() => conversationId = (await visitor.PostAsync("Hello")).Conversation.Id;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(Wire.MessageType.Image)]
    [InlineData(Wire.MessageType.File)]
    public async Task Post_CustomersUploadedFile_IsTaken(Wire.MessageType type)
    {
        await files.AllowAsync();
        var url = AddressOf(await files.StoreAsync(visitor));

        var posted = await visitor.PostAsync(Message(visitor, url, type));

        Assert.Equal((url, type), (posted.Message.Text, posted.Message.Type));
        var user = (await files.People.UserAsync()).User;
        Assert.True((await user.PostAsync(Message(user, url, type, begins: true))).Created);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData(Foreign)]
    [InlineData("look")]
    public async Task Post_CustomersOtherText_IsInvalid(string text)
    {
        await files.AllowAsync();

        await AssertInvalidAsync(visitor, text);
        await AssertInvalidAsync(visitor, text, Wire.MessageType.File);
    }

    [Fact]
    public async Task Post_FilesAreOff_IsForbiddenToCustomersWhateverItIs()
    {
        await files.AllowAsync();
        var url = AddressOf(await files.StoreAsync(visitor));
        await Backend.ChangeSettingsAsync("files", new { enabled = false });

        foreach (var text in (string[])[url, Foreign])
        {
            var refusal = await Caller.RefusalAsync(() => visitor.PostAsync(Message(visitor, text)));

            Assert.Equal("file_sharing_disabled", Assert.IsType<Forbidden>(refusal.ToError()).Code);
        }

        Assert.NotNull(await visitor.PostAsync(url, conversationId));
    }

    [Fact]
    public async Task Post_FileThatIsNotThere_IsInvalid()
    {
        await files.AllowAsync();
        var (_, announced) = await FileScene.TryAnnounceAsync(visitor, 100);
        var deleted = await files.StoreAsync(visitor);
        await visitor.DeleteAsync($"/v1/attachments/{deleted.Id}");
        var strangers = new FileScene(sessions.A);
        await strangers.AllowAsync();
        var another = await strangers.StoreAsync(strangers.People.Visitor());

        await AssertInvalidAsync(visitor, announced.GetProperty("attachmentUrl").GetString()!);
        await AssertInvalidAsync(visitor, AddressOf(deleted));
        await AssertInvalidAsync(visitor, AddressOf(another));
    }

    [Fact]
    public async Task Post_LinkUnderAnotherOrigin_IsInvalid()
    {
        await files.AllowAsync();
        var url = AddressOf(await files.StoreAsync(visitor));

        await AssertInvalidAsync(
            visitor,
            url.Replace(FileScene.Origin, "https://evil.example", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(Foreign, true)]
    [InlineData("https://files.example/a%20b.png?x=1#y", true)]
    [InlineData("http://files.example/a.png", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("//files.example/a.png", false)]
    [InlineData(" https://files.example/a.png", false)]
    [InlineData("https://", false)]
    [InlineData("look", false)]
    public async Task Post_Company_SendsFromAnywhereByHttps(string text, bool isTaken)
    {
        if (isTaken)
        {
            Assert.Equal(text, (await Backend.PostAsync(Message(Backend, text))).Message.Text);
            return;
        }

        await AssertInvalidAsync(Backend, text);
    }

    [Fact]
    public async Task Post_CompanysUploadedFile_IsTakenWhateverItsOrigin()
    {
        await files.AllowAsync();
        var file = await files.StoreAsync(Backend);
        const string Local = "http://localhost:8080";
        var url = AttachmentAnswer.From(file, sessions.A.Get<AttachmentLinks>(), Local).AttachmentUrl;

        Assert.Equal(url, (await Backend.PostAsync(Message(Backend, url))).Message.Text);
    }

    [Fact]
    public async Task Submit_OtherTransport_RefusesTheSame()
    {
        await files.AllowAsync();

        var (status, problem) = await visitor.SubmitAsync(
            $"/v1/conversations/{conversationId}/messages",
            new { text = Foreign, type = "image" }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("attachment_url_invalid", problem.GetProperty("code").GetString());
        Assert.Equal("/text", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Edit_PictureOrFile_IsRefused()
    {
        await files.AllowAsync();
        var posted = await visitor.PostAsync(Message(visitor, AddressOf(await files.StoreAsync(visitor))));

        var (status, problem) = await visitor.PatchAsync(
            $"/v1/conversations/{conversationId}/messages/{posted.Message.Id}",
            new { text = Foreign }
        );

        Assert.Equal((HttpStatusCode.Conflict, "file_not_editable"), (status, problem.GetProperty("code").GetString()));
    }

    private string AddressOf(Attachment file) =>
        AttachmentAnswer.From(file, sessions.A.Get<AttachmentLinks>(), FileScene.Origin).AttachmentUrl;

    private Wire.PostMessageRequest Message(
        Caller author,
        string text,
        Wire.MessageType type = Wire.MessageType.Image,
        bool begins = false
    )
    {
        var message = author.Message(text, begins ? "" : conversationId);
        message.Type = type;
        return message;
    }

    private async Task AssertInvalidAsync(Caller author, string text, Wire.MessageType type = Wire.MessageType.Image)
    {
        var refusal = await Caller.RefusalAsync(() => author.PostAsync(Message(author, text, type)));

        var error = Assert.IsType<Invalid>(refusal.ToError());
        Assert.Equal("attachment_url_invalid", error.Code);
        Assert.Equal(("/text", "attachment_url"), (error.Faults.Single().Pointer, error.Faults.Single().Code));
    }
}
