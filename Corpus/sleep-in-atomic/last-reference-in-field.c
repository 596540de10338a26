// run: kernel-version=6.1
/*
 * A gate has one session. The pointer is cleared under the spinlock, with the reference that it stood for.
 */

#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct session {
	struct kref ref;
};

struct gate {
	spinlock_t lock;
	struct session *session;
};

static DEFINE_MUTEX(sessions_lock);
static int sessions;

static void session_release(struct kref *ref)
{
	mutex_lock(&sessions_lock);
	sessions--;
	mutex_unlock(&sessions_lock);
	kfree(container_of(ref, struct session, ref));
}

void gate_close_bad(struct gate *gate)
{
	struct session *session;

	spin_lock(&gate->lock);
	session = gate->session;
	gate->session = NULL;
	kref_put(&session->ref, session_release); // expect-fn: sleep-in-atomic whether a field that is cleared had the last reference is not known
	spin_unlock(&gate->lock);
}
