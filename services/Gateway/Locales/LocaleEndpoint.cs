using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Errors;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.Locales;

/// <summary><c>GET /v1/locales/{tag}</c>. Open to everybody: a page needs its texts before anybody is known.</summary>
internal sealed class LocaleEndpoint(LocaleCatalog catalog, Authenticator authenticator)
{
    private const string CacheFor = "max-age=300";

    public async Task<IResult> HandleAsync(string tag, HttpContext context)
    {
        if (!LocaleTag.IsValid(tag))
        {
            return new LocaleMalformed().ToHttpResult();
        }
        Guid? tenantId = null;
        if (context.Request.Headers.Authorization.Count > 0)
        {
            var caller = await authenticator.AuthenticateAsync(context, context.RequestAborted);
            if (!caller.IsSuccess)
            {
                return caller.Error.ToHttpResult();
            }
            tenantId = caller.Value.TenantId;
        }
        var found = catalog.Find(tenantId, tag, context.Request);
        var headers = context.Response.Headers;
        headers.CacheControl = CacheFor;
        headers.ContentLanguage = found.Tag;
        headers.Append(HeaderNames.Vary, "Accept-Language, Authorization");
        return TypedResults.Ok(
            new LocaleAnswer
            {
                Locale = found.Tag,
                Direction = found.Direction,
                Strings = found.Texts,
            }
        );
    }
}
