using System.Globalization;
using Chat.ServiceDefaults.Errors;
using Microsoft.Net.Http.Headers;

namespace Chat.Sessions.Attachments;

/// <summary>The bytes of a stored attachment as an answer, part by part as fast as they are read.</summary>
internal sealed class AttachmentContent(Attachment attachment, AttachmentStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // Deleted since it was found.
        if (await store.PartAsync(attachment, 0, httpContext.RequestAborted) is not { } bytes)
        {
            await new AttachmentNotFound().ToHttpResult().ExecuteAsync(httpContext);
            return;
        }

        AddHeaders(httpContext.Response);
        await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        var written = (long)bytes.Length;
        for (var part = 1; written < attachment.Size; part++)
        {
            if (await store.PartAsync(attachment, part, httpContext.RequestAborted) is not { } next)
            {
                // Deleted meanwhile: whoever reads must see that this is not all of it.
                httpContext.Abort();
                return;
            }

            await httpContext.Response.Body.WriteAsync(next, httpContext.RequestAborted);
            written += next.Length;
        }
    }

    private void AddHeaders(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentType = attachment.ContentType;
        headers.ContentLength = attachment.Size;
        // It came from a stranger: nothing in it may run as a page of this origin, whatever a browser takes it for.
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        // The bytes of an id never change.
        headers.CacheControl = "private, max-age=31536000, immutable";
        var disposition = new ContentDispositionHeaderValue(
            FileType.IsPicture(attachment.ContentType) ? "inline" : "attachment"
        );
        disposition.SetHttpFileName(attachment.FileName);
        headers.ContentDisposition = disposition.ToString();
        headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{attachment.Id:N}\"");
    }
}
