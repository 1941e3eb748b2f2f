using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Conversations;
using Chat.Sessions.Keys;
using Chat.Sessions.Paging;
using Chat.Sessions.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Customers;

/// <summary>The REST edge of customers.</summary>
internal static class CustomerEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/v1/customers").AddEndpointFilter(DemandCompanyAsync).WithProblems();
        group.MapReads();
        group
            .MapPost("", CreateAsync)
            .WithSummary("Creates a customer")
            .WithDescription("Needs an email, an externalId or both.")
            .Produces<CustomerAnswer>(StatusCodes.Status201Created)
            .WithProblems(400, 409);
        group
            .MapPatch("{id:guid}", UpdateAsync)
            .WithSummary("Changes a customer")
            .WithDescription(
                "With If-Match only the version it names. A blocked customer's messages are refused at once."
            )
            .Produces<CustomerAnswer>()
            .WithProblems(400, 404, 409, 412);
        group
            .MapDelete("{id:guid}", DeleteAsync)
            .WithSummary("Deletes a customer")
            .WithDescription(
                "With all that is known of it, and its files. Its conversations stay. Needs a secret key or an admin."
            )
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(404);
    }

    private static void MapReads(this RouteGroupBuilder group)
    {
        group
            .MapGet("", ListAsync)
            .WithSummary("Lists customers")
            .WithDescription("Newest first; the filters are joined by and.")
            .Produces<ListAnswer<CustomerAnswer>>()
            .WithProblems(400);
        group
            .MapGet("search", SearchAsync)
            .WithSummary("Finds a customer by email")
            .Produces<CustomerAnswer>()
            .WithProblems(400, 404);
        group
            .MapGet("{id:guid}", GetAsync)
            .WithSummary("Gets a customer")
            .WithDescription("The id of a customer that turned out to be another one leads to that one.")
            .Produces<CustomerAnswer>()
            .WithProblems(404);
        group
            .MapGet("{id:guid}/conversations", ListConversationsAsync)
            .WithSummary("Lists a customer's conversations")
            .WithDescription("Of all visitors and users that are this customer, newest first.")
            .Produces<ListAnswer<ConversationAnswer>>()
            .WithProblems(400, 404);
    }

    private static async ValueTask<object?> DemandCompanyAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    ) =>
        CustomersPolicy.Refuse(context.HttpContext.GetPrincipal()) is { } refusal
            ? refusal.ToHttpResult()
            : await next(context);

    private static async Task<IResult> ListAsync(
        [AsParameters] CustomerQuery query,
        HttpContext context,
        CustomerStore customers,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(query.Cursor, query.Limit);
        var filter = query.ToFilter();
        if (!page.IsSuccess || !filter.IsSuccess)
        {
            return new Invalid([.. FaultsOf(page.Error), .. FaultsOf(filter.Error)]).ToHttpResult();
        }

        var found = await customers.PageAsync(
            context.GetPrincipal().TenantId,
            filter.Value,
            page.Value.Cursor,
            page.Value.Limit + 1,
            cancellationToken
        );
        return TypedResults.Ok(
            ListAnswer.Of(found, page.Value.Limit, CustomerAnswer.From, customer => customer.Id.ToString())
        );
    }

    private static async Task<IResult> SearchAsync(
        [Description("Whatever its case.")] string? email,
        HttpContext context,
        CustomerStore customers,
        CancellationToken cancellationToken
    )
    {
        if (email is null || !EmailAddress.IsValid(email))
        {
            return Invalid.Field("/email", "format", "Must be an email address.").ToHttpResult();
        }

        var tenantId = context.GetPrincipal().TenantId;
        return Answer(context, Found(await customers.FindByEmailAsync(tenantId, email, cancellationToken)));
    }

    private static async Task<IResult> GetAsync(
        Guid id,
        HttpContext context,
        CustomerStore customers,
        CancellationToken cancellationToken
    ) => Answer(context, Found(await customers.FindAsync(context.GetPrincipal().TenantId, id, cancellationToken)));

    private static async Task<IResult> ListConversationsAsync(
        Guid id,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        CustomerStore customers,
        ConversationList conversations,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(cursor, limit);
        if (!page.IsSuccess)
        {
            return page.Error.ToHttpResult();
        }

        var tenantId = context.GetPrincipal().TenantId;
        if (await customers.FindAsync(tenantId, id, cancellationToken) is not { } customer)
        {
            return new CustomerNotFound().ToHttpResult();
        }

        var (after, count) = page.Value;
        var filter = new ConversationFilter
        {
            CustomerId = customer.Id,
            Cursor = after is { } behind ? new ConversationCursor(behind, null) : null,
            Limit = count,
        };
        var found = await conversations.PageAsync(tenantId, ConversationGuard.None, filter, cancellationToken);
        return TypedResults.Ok(
            ListAnswer.Of(
                found,
                count,
                conversation => ConversationAnswer.From(conversation, forOwner: false),
                conversation => conversation.Id.ToString()
            )
        );
    }

    private static async Task<IResult> CreateAsync(
        CustomerBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        HttpContext context,
        CreateCustomerHandler handler,
        CancellationToken cancellationToken
    )
    {
        if (idempotencyKey is { Length: < 1 or > CreateKeyValidator.MaxIdempotencyKey })
        {
            return CreateKeyValidator.IdempotencyKeyTooLong.ToHttpResult();
        }

        var request = new CreateCustomer
        {
            TenantId = context.GetPrincipal().TenantId,
            Change = body.ToChange(),
            IdempotencyKey = idempotencyKey,
        };
        var created = await handler.HandleAsync(request, cancellationToken);
        return created.Match(
            customer => TypedResults.Created($"/v1/customers/{customer.Id}", Tagged(context, customer)),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> UpdateAsync(
        Guid id,
        CustomerBody body,
        [FromHeader(Name = "If-Match"), Description("The ETag of what was read; left out: any version.")]
            string? ifMatch,
        HttpContext context,
        UpdateCustomerHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new UpdateCustomer
        {
            TenantId = context.GetPrincipal().TenantId,
            Id = id,
            Change = body.ToChange(),
            ExpectedVersion = ExpectedVersion.Parse(ifMatch),
        };
        return Answer(context, await handler.HandleAsync(request, cancellationToken));
    }

    private static async Task<IResult> DeleteAsync(
        Guid id,
        HttpContext context,
        DeleteCustomerHandler handler,
        CancellationToken cancellationToken
    )
    {
        var principal = context.GetPrincipal();
        if (CustomersPolicy.RefuseDeletion(principal) is { } refusal)
        {
            return refusal.ToHttpResult();
        }

        var deleted = await handler.HandleAsync(principal.TenantId, id, cancellationToken);
        return deleted.Match(() => TypedResults.NoContent(), error => error.ToHttpResult());
    }

    private static IReadOnlyList<FieldFault> FaultsOf(Error? error) => (error as Invalid)?.Faults ?? [];

    private static Result<Customer> Found(Customer? customer) => customer is null ? new CustomerNotFound() : customer;

    private static IResult Answer(HttpContext context, Result<Customer> found) =>
        found.Match(customer => TypedResults.Ok(Tagged(context, customer)), error => error.ToHttpResult());

    private static CustomerAnswer Tagged(HttpContext context, Customer customer)
    {
        context.Response.Headers.ETag = ExpectedVersion.TagOf(customer.Version);
        return CustomerAnswer.From(customer);
    }
}
