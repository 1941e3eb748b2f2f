using System.Net;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Locales;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.VisitorDetails;

/// <summary>What a visitor's request tells of its browser: all from what we see ourselves, but for the page's address.</summary>
internal sealed class SeenVisitorReader(IOptions<ProxiesOptions> proxies, TimeProvider time)
{
    private const int MaxText = 2_000;

    public SeenVisitor Of(HttpContext context, Principal visitor, PageContext? page)
    {
        var headers = context.Request.Headers;
        var agent = headers.UserAgent.ToString();
        var referrer = Text(headers.Referer.ToString());
        var where = proxies.Value;
        return new SeenVisitor
        {
            TenantId = visitor.TenantId.ToString(),
            Kind = visitor.Kind is PrincipalKind.User ? AuthorKind.User : AuthorKind.Visitor,
            Subject = visitor.Subject,
            SeenAt = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
            Ip = AddressOf(context.Connection.RemoteIpAddress),
            Browser = UserAgent.BrowserOf(agent) ?? "",
            Os = UserAgent.SystemOf(agent) ?? "",
            Page = Text(page is { Url.Length: > 0 } ? page.Url : referrer),
            PageTitle = Text(page?.Title ?? ""),
            Referrer = referrer,
            Language = AcceptLanguage.Read(headers.AcceptLanguage.ToString()).FirstOrDefault("") ?? "",
            Country = Header(headers, where.CountryHeader),
            Region = Header(headers, where.RegionHeader),
            City = Header(headers, where.CityHeader),
        };
    }

    // The machine itself is no visitor, but a proxy that was not made known.
    private static string AddressOf(IPAddress? address) =>
        address is null || IPAddress.IsLoopback(address) ? ""
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.ToString();

    private static string Header(IHeaderDictionary headers, string? name) =>
        name is null ? "" : Text(headers[name].ToString());

    private static string Text(string text) => text.Contains('\0') ? "" : BoundedText.Cut(text, MaxText);
}
