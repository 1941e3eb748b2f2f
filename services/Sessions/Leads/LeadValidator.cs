using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Customers;

namespace Chat.Sessions.Leads;

/// <summary>Checks a lead before it is written; all faults at once, in words a model can act on.</summary>
internal static class LeadValidator
{
    private const int MaxToolCallId = 200;
    private const int MaxName = 200;
    private const int MaxCompany = 200;
    private const int MaxPhone = 50;
    private const int MaxProjectDetails = 5000;
    private const int MaxSource = 100;

    public static Invalid? Validate(CaptureLead request)
    {
        var faults = new List<FieldFault>();
        var details = request.Details;
        Text(faults, "/toolCallId", request.ToolCallId, 1, MaxToolCallId);
        Text(faults, "/name", details.Name, 1, MaxName);
        Text(faults, "/company", details.Company, 0, MaxCompany);
        Text(faults, "/phone", details.Phone, 0, MaxPhone);
        Text(faults, "/projectDetails", details.ProjectDetails, 1, MaxProjectDetails);
        Text(faults, "/source", details.Source, 1, MaxSource);
        if (!EmailAddress.IsValid(details.Email))
        {
            faults.Add(new FieldFault("/email", "format", "Must be an email address like name@example.com."));
        }

        return faults.Count > 0 ? new Invalid(faults) : null;
    }

    private static void Text(List<FieldFault> faults, string pointer, string value, int least, int most)
    {
        if (value.Length < least || value.Length > most)
        {
            faults.Add(new FieldFault(pointer, "length", $"Must have {least} to {most} UTF-16 units."));
        }
        else if (value.Contains('\0'))
        {
            // Postgres cannot store it in a text.
            faults.Add(new FieldFault(pointer, "characters", "Must not contain the character U+0000."));
        }
    }
}
