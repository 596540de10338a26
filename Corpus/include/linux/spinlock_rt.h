#ifndef CORPUS_LINUX_SPINLOCK_RT_H
#define CORPUS_LINUX_SPINLOCK_RT_H

/* What spinlock_t and rwlock_t are with CONFIG_PREEMPT_RT: locks that sleep, and switch nothing off. */
struct rt_mutex_base {
	void *owner;
};

typedef struct spinlock {
	struct rt_mutex_base lock;
} spinlock_t;

typedef struct {
	struct rt_mutex_base rwbase;
} rwlock_t;

#define DEFINE_SPINLOCK(x) spinlock_t x = { { 0 } }
#define DEFINE_RWLOCK(x) rwlock_t x = { { 0 } }

void rt_spin_lock(spinlock_t *lock);
void rt_spin_unlock(spinlock_t *lock);
int rt_spin_trylock(spinlock_t *lock);
void rt_read_lock(rwlock_t *lock);
void rt_read_unlock(rwlock_t *lock);
void rt_write_lock(rwlock_t *lock);
void rt_write_unlock(rwlock_t *lock);

#define spin_lock_init(x)               \
	do {                            \
		(x)->lock.owner = 0;    \
	} while (0)
#define rwlock_init(x)                  \
	do {                            \
		(x)->rwbase.owner = 0;  \
	} while (0)

static __always_inline void spin_lock(spinlock_t *lock)
{
	rt_spin_lock(lock);
}

static __always_inline void spin_lock_bh(spinlock_t *lock)
{
	local_bh_disable();
	rt_spin_lock(lock);
}

static __always_inline void spin_lock_irq(spinlock_t *lock)
{
	rt_spin_lock(lock);
}

#define spin_lock_irqsave(lock, flags)  \
	do {                            \
		flags = 0;              \
		spin_lock(lock);        \
	} while (0)

static __always_inline int spin_trylock(spinlock_t *lock)
{
	return rt_spin_trylock(lock);
}

static __always_inline void spin_unlock(spinlock_t *lock)
{
	rt_spin_unlock(lock);
}

static __always_inline void spin_unlock_bh(spinlock_t *lock)
{
	rt_spin_unlock(lock);
	local_bh_enable();
}

static __always_inline void spin_unlock_irq(spinlock_t *lock)
{
	rt_spin_unlock(lock);
}

static __always_inline void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	(void)flags;
	rt_spin_unlock(lock);
}

static __always_inline void read_lock(rwlock_t *lock)
{
	rt_read_lock(lock);
}

static __always_inline void read_unlock(rwlock_t *lock)
{
	rt_read_unlock(lock);
}

static __always_inline void write_lock(rwlock_t *lock)
{
	rt_write_lock(lock);
}

static __always_inline void write_unlock(rwlock_t *lock)
{
	rt_write_unlock(lock);
}

#endif
