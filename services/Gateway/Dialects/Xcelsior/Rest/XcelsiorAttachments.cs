using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary><c>/attachments/upload-url</c>.</summary>
internal static class XcelsiorAttachments
{
    public static async Task<Result<XcelsiorAnswer>> AnnounceAsync(
        XcelsiorCall call,
        CancellationToken cancellationToken
    )
    {
        var body = XcelsiorJson.Object(json =>
            XcelsiorJson.CopyAll(json, call.Body, "fileName", "contentType", "fileSize")
        );
        var announced = await call.SendAsync(HttpMethod.Post, "/v1/attachments", body, cancellationToken);
        return announced.IsSuccess
            ? XcelsiorAnswer.Of(json =>
            {
                json.WriteStartObject();
                XcelsiorJson.CopyAll(json, announced.Value, "uploadUrl", "attachmentUrl");
                json.WriteString("key", $"attachments/{announced.Value.GetProperty("id").GetString()}");
                XcelsiorJson.Copy(json, announced.Value, "expiresInSeconds", "expiresIn");
                json.WriteEndObject();
            })
            : announced.Error;
    }
}
