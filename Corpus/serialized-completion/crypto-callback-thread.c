// run: kernel-version=6.1
/*
 * A crypto engine whose thread ends all requests, one after the other, each with its own callback.
 *
 * Task 1, setting a key, holds the key's mutex and waits for the request that loads it into the
 * engine. Task 2, the thread, ends another request first, whose callback counts under the same
 * mutex: it waits for task 1. The request that task 1 waits for is next in the list.
 */

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct engine_request {
	struct list_head list;
	void (*done)(struct engine_request *request, int error);
	void *context;
	int error;
};

struct engine {
	spinlock_t lock;
	struct list_head finished;
	wait_queue_head_t finished_wait;
	struct task_struct *thread;
};

struct tfm_key {
	struct mutex lock;
	struct engine *engine;
	struct completion loaded;
	int load_error;
	u64 bytes;
	u8 secret[32];
};

int engine_submit(struct engine *engine, struct engine_request *request);

static struct engine_request *engine_next(struct engine *engine)
{
	struct engine_request *request;

	spin_lock_irq(&engine->lock);
	request = list_first_entry_or_null(&engine->finished, struct engine_request, list);
	if (request)
		list_del(&request->list);
	spin_unlock_irq(&engine->lock);
	return request;
}

static int engine_thread(void *data)
{
	struct engine *engine = data;
	struct engine_request *request;

	while (!kthread_should_stop()) {
		while ((request = engine_next(engine)))
			request->done(request, request->error);
		wait_event_interruptible(engine->finished_wait,
					 !list_empty(&engine->finished) || kthread_should_stop());
	}
	return 0;
}

static void encrypt_done(struct engine_request *request, int error)
{
	struct tfm_key *key = request->context;

	mutex_lock(&key->lock);
	if (!error)
		key->bytes += 4096;
	mutex_unlock(&key->lock);
	kfree(request);
}

static void load_done(struct engine_request *request, int error)
{
	struct tfm_key *key = request->context;

	key->load_error = error;
	complete(&key->loaded);
	kfree(request);
}

int key_encrypt(struct tfm_key *key)
{
	struct engine_request *request = kzalloc(sizeof(*request), GFP_KERNEL);

	if (!request)
		return -ENOMEM;
	request->done = encrypt_done;
	request->context = key;
	return engine_submit(key->engine, request);
}

int key_set_bad(struct tfm_key *key, const u8 *secret)
{
	struct engine_request *request = kzalloc(sizeof(*request), GFP_KERNEL);
	int err;

	if (!request)
		return -ENOMEM;
	request->done = load_done;
	request->context = key;

	mutex_lock(&key->lock);
	memcpy(key->secret, secret, sizeof(key->secret));
	reinit_completion(&key->loaded);
	err = engine_submit(key->engine, request);
	if (!err) {
		wait_for_completion(&key->loaded); // expect: serialized-completion confirmed
		err = key->load_error;
	}
	mutex_unlock(&key->lock);
	return err;
}

int engine_start(struct engine *engine)
{
	spin_lock_init(&engine->lock);
	INIT_LIST_HEAD(&engine->finished);
	init_waitqueue_head(&engine->finished_wait);
	engine->thread = kthread_run(engine_thread, engine, "engine");
	return IS_ERR(engine->thread) ? PTR_ERR(engine->thread) : 0;
}
