// run: kernel-version=6.1
/*
 * Two users of one service, each with a client, a work item and a thread of the service of its own.
 *
 * Task 1 holds the lock of the index and waits for a job of the data client. The callback that takes
 * that lock belongs to the index client, whose item is another one: it waits for task 1, and the data
 * client's item goes on.
 */

#include <linux/completion.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

typedef void (*job_fn)(void *context);

struct client {
	spinlock_t lock;
	struct list_head jobs;
	struct work_struct work;
};

struct job {
	struct list_head list;
	job_fn fn;
	void *context;
};

struct store {
	struct client *index_client;
	struct client *data_client;
	struct mutex index_lock;
	struct completion data_done;
	u64 updates;
};

static void client_work(struct work_struct *work)
{
	struct client *client = container_of(work, struct client, work);
	struct job *job;

	for (;;) {
		spin_lock(&client->lock);
		job = list_first_entry_or_null(&client->jobs, struct job, list);
		if (job)
			list_del(&job->list);
		spin_unlock(&client->lock);
		if (!job)
			return;
		job->fn(job->context);
		kfree(job);
	}
}

static struct client *client_create(void)
{
	struct client *client = kzalloc(sizeof(*client), GFP_KERNEL);

	if (!client)
		return NULL;
	spin_lock_init(&client->lock);
	INIT_LIST_HEAD(&client->jobs);
	INIT_WORK(&client->work, client_work);
	return client;
}

static int client_run(struct client *client, job_fn fn, void *context)
{
	struct job *job = kmalloc(sizeof(*job), GFP_NOIO);

	if (!job)
		return -ENOMEM;
	job->fn = fn;
	job->context = context;
	spin_lock(&client->lock);
	list_add_tail(&job->list, &client->jobs);
	spin_unlock(&client->lock);
	schedule_work(&client->work);
	return 0;
}

static void index_updated(void *context)
{
	struct store *store = context;

	mutex_lock(&store->index_lock);
	store->updates++;
	mutex_unlock(&store->index_lock);
}

static void data_copied(void *context)
{
	struct store *store = context;

	complete(&store->data_done);
}

int store_update_ok(struct store *store)
{
	return client_run(store->index_client, index_updated, store);
}

int store_copy_ok(struct store *store)
{
	int err;

	mutex_lock(&store->index_lock);
	reinit_completion(&store->data_done);
	err = client_run(store->data_client, data_copied, store);
	if (!err)
		wait_for_completion(&store->data_done); // expect-fp: serialized-completion the items of two clients of one service have one name
	mutex_unlock(&store->index_lock);
	return err;
}

int store_init_ok(struct store *store)
{
	mutex_init(&store->index_lock);
	init_completion(&store->data_done);
	store->index_client = client_create();
	store->data_client = client_create();
	return store->index_client && store->data_client ? 0 : -ENOMEM;
}
