// run: kernel-version=3.10
/*
 * A USB gadget with a queue of a single thread, from before queues were called ordered.
 *
 * The item that disconnects waits until no transfer is left. A transfer is counted out by its own
 * item on the same queue, and the last ones are behind the item that waits for them.
 */

#include <linux/atomic.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct gadget {
	struct workqueue_struct *wq;
	struct work_struct disconnect_work;
	atomic_t transfers;
	wait_queue_head_t idle_wait;
	bool attached;
};

struct transfer {
	struct work_struct work;
	struct gadget *gadget;
	void *data;
};

int transfer_copy(struct transfer *transfer);

static void transfer_done(struct work_struct *work)
{
	struct transfer *transfer = container_of(work, struct transfer, work);
	struct gadget *gadget = transfer->gadget;

	transfer_copy(transfer);
	kfree(transfer);
	if (atomic_dec_and_test(&gadget->transfers))
		wake_up(&gadget->idle_wait);
}

static void gadget_disconnect_bad(struct work_struct *work)
{
	struct gadget *gadget = container_of(work, struct gadget, disconnect_work);

	gadget->attached = false;
	wait_event(gadget->idle_wait, !atomic_read(&gadget->transfers)); // expect: serialized-completion confirmed
}

struct transfer *gadget_transfer_start(struct gadget *gadget)
{
	struct transfer *transfer = kzalloc(sizeof(*transfer), GFP_ATOMIC);

	if (transfer) {
		transfer->gadget = gadget;
		atomic_inc(&gadget->transfers);
	}
	return transfer;
}

/* From the controller's interrupt. */
void gadget_transfer_complete(struct transfer *transfer)
{
	INIT_WORK(&transfer->work, transfer_done);
	queue_work(transfer->gadget->wq, &transfer->work);
}

void gadget_unplugged(struct gadget *gadget)
{
	queue_work(gadget->wq, &gadget->disconnect_work);
}

int gadget_init(struct gadget *gadget)
{
	init_waitqueue_head(&gadget->idle_wait);
	INIT_WORK(&gadget->disconnect_work, gadget_disconnect_bad);
	gadget->wq = create_singlethread_workqueue("gadget");
	return gadget->wq ? 0 : -ENOMEM;
}
