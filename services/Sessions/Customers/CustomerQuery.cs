using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Customers;

/// <summary>Query of `GET /v1/customers`.</summary>
internal sealed record CustomerQuery
{
    private const int MaxText = 254;

    [Description("`active` or `blocked`.")]
    [AllowedValues("active", "blocked")]
    public string? Status { get; init; }

    [Description("The company's whole name, whatever its case.")]
    public string? Company { get; init; }

    [Description("One of the customer's tags.")]
    public string? Tag { get; init; }

    [Description("How the name, the email or the company begins, whatever its case.")]
    public string? Q { get; init; }

    [Description("nextCursor of the page before.")]
    public string? Cursor { get; init; }

    [Description("1 to 100, default 50.")]
    public int? Limit { get; init; }

    public Result<CustomerFilter> ToFilter()
    {
        List<FieldFault> faults = [];
        Check(faults, "/company", Company);
        Check(faults, "/tag", Tag);
        Check(faults, "/q", Q);
        CustomerStatus? status = Status switch
        {
            null => null,
            "active" => CustomerStatus.Active,
            "blocked" => CustomerStatus.Blocked,
            _ => default(CustomerStatus),
        };
        if (status is { } wanted && !Enum.IsDefined(wanted))
        {
            faults.Add(new FieldFault("/status", "unknown", "Must be active or blocked."));
        }

        return faults.Count > 0
            ? new Invalid(faults)
            : new CustomerFilter
            {
                Status = status,
                Company = Company,
                Tag = Tag,
                Prefix = Q,
            };
    }

    private static void Check(List<FieldFault> faults, string pointer, string? text)
    {
        if (text is not null && (text.Length is 0 or > MaxText || text.Contains('\0')))
        {
            faults.Add(new FieldFault(pointer, "length", $"Must have 1 to {MaxText} UTF-16 units."));
        }
    }
}
