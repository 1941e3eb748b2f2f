using System.ComponentModel.DataAnnotations;
using Chat.Inference.Tools.Custom;
using Chat.Inference.Tools.Humans;
using Chat.Inference.Tools.Leads;
using Chat.ServiceDefaults.Egress;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>Checks what attributes cannot say of <see cref="ToolsOptions"/>: all faults at once, at start.</summary>
internal sealed class ToolSetsValidator(IOptions<EgressOptions> egress) : IValidateOptions<ToolsOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, ToolsOptions options)
    {
        var faults = new List<string>(Rules($"{ToolsOptions.Section}:Default", options.Default));
        var seen = new HashSet<Guid>();
        foreach (var (tenant, tools) in options.Tenants)
        {
            var place = $"{ToolsOptions.Section}:Tenants:{tenant}";
            if (!Guid.TryParse(tenant, out var id))
            {
                faults.Add($"{place} must be named by the tenant's id, a UUID.");
            }
            else if (!seen.Add(id))
            {
                faults.Add($"{place} names its tenant twice: the id is there in another spelling, too.");
            }
            faults.AddRange(Attributes(place, tools));
            faults.AddRange(Rules(place, tools));
        }
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>The source-generated check does not look into dictionaries.</summary>
    private static IEnumerable<string> Attributes(string place, ToolSetOptions tools) =>
        [
            .. Attributes(place, (object)tools),
            .. Attributes($"{place}:CaptureLead", (object)tools.CaptureLead),
            .. tools.Custom.SelectMany((tool, index) => Attributes($"{place}:Custom:{index}", (object)tool)),
            .. tools.Mcp.SelectMany((server, index) => Attributes($"{place}:Mcp:{index}", (object)server)),
        ];

    private static IEnumerable<string> Attributes(string place, object options)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true);
        return found.Select(fault => $"{place}: {fault.ErrorMessage}");
    }

    private IEnumerable<string> Rules(string place, ToolSetOptions tools) =>
        tools
            .Custom.SelectMany((tool, index) => CustomToolRules.FaultsOf($"{place}:Custom:{index}", tool, egress.Value))
            .Concat(
                tools
                    .Custom.Select(tool => tool.Name)
                    .Concat(NamesOfOurs(tools))
                    .GroupBy(name => name, StringComparer.Ordinal)
                    .Where(same => same.Count() > 1)
                    .Select(same => $"{place}:Custom names {same.Key} more than once.")
            )
            .Concat(
                tools.Mcp.SelectMany(
                    (server, index) =>
                        EgressTarget.FaultOf(server.Url, egress.Value) is { } fault
                            ? [$"{place}:Mcp:{index}:Url {fault}."]
                            : Array.Empty<string>()
                )
            );

    // They come first, so that a tool of one's own under such a name would never be called.
    private static IEnumerable<string> NamesOfOurs(ToolSetOptions tools)
    {
        if (tools.CaptureLead.Enabled)
        {
            yield return CaptureLeadTool.Name;
        }
        if (tools.RequestHuman)
        {
            yield return RequestHumanTool.Name;
        }
    }
}
