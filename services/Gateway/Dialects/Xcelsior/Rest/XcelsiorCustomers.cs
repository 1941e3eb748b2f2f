using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary><c>/customers</c>.</summary>
internal static class XcelsiorCustomers
{
    private const string Own = "/v1/customers";
    private const string Id = "customerId";

    public static async Task<Result<XcelsiorAnswer>> CreateAsync(
        XcelsiorCall call,
        CancellationToken cancellationToken
    ) =>
        // The native API takes an external id in its place, which the page does not know.
        XcelsiorJson.Find(call.Body, "email")
            is null
            ? Invalid.Field("/email", "required", "The field is required.")
            : Answer(
                call,
                await call.SendAsync(HttpMethod.Post, Own, BodyOf(call), cancellationToken),
                StatusCodes.Status201Created
            );

    public static async Task<Result<XcelsiorAnswer>> GetAsync(XcelsiorCall call, CancellationToken cancellationToken) =>
        call.RouteCustomer(Id) is { } id
            ? Answer(call, await call.GetAsync($"{Own}/{id}", cancellationToken))
            : new IdUnknown();

    public static async Task<Result<XcelsiorAnswer>> UpdateAsync(
        XcelsiorCall call,
        CancellationToken cancellationToken
    ) =>
        call.RouteCustomer(Id) is { } id
            ? Answer(call, await call.SendAsync(HttpMethod.Patch, $"{Own}/{id}", BodyOf(call), cancellationToken))
            : new IdUnknown();

    public static async Task<Result<XcelsiorAnswer>> ListAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        var query = call.Pass("status", "company", "tag", "q", "cursor", "limit");
        var found = await call.GetAsync(Own + query, cancellationToken);
        return found.IsSuccess ? XcelsiorAnswer.OfPage(found.Value, call.Services.Shapes.WriteCustomer) : found.Error;
    }

    public static async Task<Result<XcelsiorAnswer>> SearchAsync(
        XcelsiorCall call,
        CancellationToken cancellationToken
    ) => Answer(call, await call.GetAsync($"{Own}/search{call.Pass("email")}", cancellationToken));

    private static byte[] BodyOf(XcelsiorCall call) =>
        XcelsiorJson.Object(json =>
        {
            XcelsiorJson.CopyAll(
                json,
                call.Body,
                "email",
                "name",
                "phone",
                "company",
                "customFields",
                "tags",
                "status",
                "notes"
            );
            XcelsiorJson.Copy(json, call.Body, "avatar", "avatarUrl");
        });

    private static Result<XcelsiorAnswer> Answer(
        XcelsiorCall call,
        Result<System.Text.Json.JsonElement> customer,
        int status = StatusCodes.Status200OK
    ) =>
        customer.IsSuccess
            ? XcelsiorAnswer.Of(json => call.Services.Shapes.WriteCustomer(json, customer.Value), status)
            : customer.Error;
}
