using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Attachments;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>A tenant that takes files.</summary>
internal sealed class FileScene(SessionsInstance instance)
{
    public const int Part = 256 * 1024;

    public const string Origin = "https://chat.example";

    public VisitorScene People { get; } = new(instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task AllowAsync(int maxCustomerBytes = 100 << 20) =>
        People.Company.Backend.ChangeSettingsAsync("files", new { enabled = true, maxCustomerBytes });

    public Caller Agent(string role)
    {
        var agent = People.Company.Somebody(PrincipalKind.Agent);
        return new Caller(agent.Instance, agent.Principal with { Roles = AgentRoles.UpTo(role) });
    }

    public static byte[] Png(int size) => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[size - 8]];

    public static Task<(HttpStatusCode Status, JsonElement Body)> TryAnnounceAsync(Caller owner, int size) =>
        owner.SubmitAsync(
            "/v1/attachments",
            new
            {
                fileName = "a.png",
                contentType = "image/png",
                fileSize = size,
            }
        );

    /// <summary>A file whose bytes are there.</summary>
    public async Task<Attachment> StoreAsync(Caller owner, int size = 2 * Part)
    {
        var (status, announced) = await TryAnnounceAsync(owner, size);
        Assert.True(status is HttpStatusCode.Created, announced.ToString());
        var attachment = await FindAsync(announced.GetProperty("id").GetGuid());
        await using var body = new MemoryStream(Png(size));
        var uploaded = await instance
            .Get<UploadHandler>()
            .HandleAsync(attachment!.Id, instance.Get<AttachmentLinks>().ToUpload(attachment), body, Token);
        return uploaded.Value;
    }

    public Task<Attachment?> FindAsync(Guid id) =>
        instance.Get<AttachmentStore>().FindAsync(People.Company.TenantId, id, Token);

    public async Task<long> CountPartsAsync(Attachment attachment)
    {
        await using var count = instance.Admin.CreateCommand(
            "select count(*) from attachment_parts where attachment_id = $1"
        );
        count.Parameters.AddWithValue(attachment.Id);
        return (long)(await count.ExecuteScalarAsync(Token))!;
    }

    /// <summary>What its link answers; it holds as long as the file.</summary>
    public async Task<HttpStatusCode> ReadAsync(Attachment attachment)
    {
        var token = instance.Get<AttachmentLinks>().ToDownload(attachment, Origin);
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/v1/attachments/{attachment.Id}/content?token={token}"
        );
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            instance.Token(Principal.ForService("gateway", Guid.Empty))
        );
        using var response = await instance.Http.SendAsync(request, Token);
        return response.StatusCode;
    }
}
