// run: kernel-version=6.1
/*
 * A recall that flushes the callbacks, on the queue that runs both of them one by one. On a queue that runs
 * more than one, it may.
 */

#include <linux/workqueue.h>

struct client {
	struct workqueue_struct *ordered, *parallel;
	struct work_struct callback, recall, upcall, expire, revoke;
	int recalls;
};

static void client_callback(struct work_struct *work)
{
	container_of(work, struct client, callback)->recalls++;
}

static void client_recall(struct work_struct *work)
{
	struct client *client = container_of(work, struct client, recall);

	queue_work(client->ordered, &client->callback);
	flush_work(&client->callback); // expect: serialized-completion confirmed
}

/* What has not begun is taken off the queue. */
static void client_revoke_ok(struct work_struct *work)
{
	struct client *client = container_of(work, struct client, revoke);

	cancel_work_sync(&client->callback);
}

static void client_upcall(struct work_struct *work)
{
	container_of(work, struct client, upcall)->recalls--;
}

static void client_expire_ok(struct work_struct *work)
{
	struct client *client = container_of(work, struct client, expire);

	queue_work(client->parallel, &client->upcall);
	flush_work(&client->upcall);
}

int client_init(struct client *client)
{
	client->ordered = alloc_ordered_workqueue("client", 0);
	client->parallel = alloc_workqueue("client_up", 0, 0);
	INIT_WORK(&client->callback, client_callback);
	INIT_WORK(&client->recall, client_recall);
	INIT_WORK(&client->upcall, client_upcall);
	INIT_WORK(&client->expire, client_expire_ok);
	INIT_WORK(&client->revoke, client_revoke_ok);
	queue_work(client->ordered, &client->recall);
	queue_work(client->ordered, &client->revoke);
	queue_work(client->parallel, &client->expire);
	return 0;
}
